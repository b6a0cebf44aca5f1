import { Page } from '../../ui/page.tsx';

export function TracesPage() {
  return <Page title="Traces">.</Page>;
}
