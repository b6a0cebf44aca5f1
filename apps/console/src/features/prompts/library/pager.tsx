import { getRouteApi } from '@tanstack/react-router';
import { Pages } from '../../../ui/pages.tsx';

/** Rows of a page. */
export const PAGE_SIZE = 50;

const route = getRouteApi('/inside/prompts');

/** Turns pages of the library. @param of `prompts` */
export function Pager({ total, of }: { readonly total: number; readonly of: string }) {
  const { page = 0 } = route.useSearch();
  const navigate = route.useNavigate();
  const turn = (next: number) => void navigate({ search: ({ page: _, ...rest }) => ({ ...rest, ...(next > 1 && { page: next - 1 }) }) });
  return <Pages page={page + 1} size={PAGE_SIZE} total={total} onChange={turn} of={of} />;
}
