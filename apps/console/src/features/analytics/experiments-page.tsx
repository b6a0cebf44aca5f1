import { Page } from '../../ui/page.tsx';

export function ExperimentsPage() {
  return <Page title="Experiments">.</Page>;
}
