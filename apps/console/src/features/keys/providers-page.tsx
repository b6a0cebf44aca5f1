import { Page } from '../../ui/page.tsx';

export function ProvidersPage() {
  return <Page title="Providers">.</Page>;
}
