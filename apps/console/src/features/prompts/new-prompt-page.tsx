import { Page } from '../../ui/page.tsx';

export function NewPromptPage() {
  return <Page title="NewPrompt">.</Page>;
}
