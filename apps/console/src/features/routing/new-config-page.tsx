import { Page } from '../../ui/page.tsx';

export function NewConfigPage() {
  return <Page title="NewConfig">.</Page>;
}
