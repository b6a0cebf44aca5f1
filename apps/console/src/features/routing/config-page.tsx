import { Page } from '../../ui/page.tsx';

export function ConfigPage() {
  return <Page title="Config">.</Page>;
}
