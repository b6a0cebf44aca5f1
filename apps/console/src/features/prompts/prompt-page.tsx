import { Page } from '../../ui/page.tsx';

export function PromptPage() {
  return <Page title="Prompt">.</Page>;
}
