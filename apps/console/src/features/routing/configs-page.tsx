import { Page } from '../../ui/page.tsx';

export function ConfigsPage() {
  return <Page title="Configs">.</Page>;
}
