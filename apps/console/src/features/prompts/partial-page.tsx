import { Page } from '../../ui/page.tsx';

export function PartialPage() {
  return <Page title="Partial">.</Page>;
}
