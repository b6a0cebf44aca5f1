import { Page } from '../../ui/page.tsx';

export function ProviderPage() {
  return <Page title="Provider">.</Page>;
}
