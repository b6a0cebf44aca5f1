import { getRouteApi } from '@tanstack/react-router';
import { Answered } from '../../ui/answered.tsx';
import { Page } from '../../ui/page.tsx';
import { PromptDesk } from './editor/prompt-desk.tsx';
import { usePrompt } from './use-prompt.ts';

const route = getRouteApi('/inside/prompts/$slug');

/** One prompt: written on, tried, compared, published, called. */
export function PromptPage() {
  const { slug } = route.useParams();
  const { version } = route.useSearch();
  const { prompt, versions } = usePrompt(slug);
  const waiting = prompt.data === undefined || versions.data === undefined;
  if (waiting)
    return (
      <Page title={slug}>
        <Answered query={prompt} what="the prompt">
          {() => (
            <Answered query={versions} what="its versions">
              {() => null}
            </Answered>
          )}
        </Answered>
      </Page>
    );
  const all = versions.data.data;
  const base = all.find(({ prompt_version: number }) => number === version) ?? all[0];
  if (!base) return <Page title={slug}>It has no version.</Page>;
  // Another version that is written on is another draft; a new one that comes meanwhile is not.
  return <PromptDesk key={`${slug} ${version ?? ''}`} prompt={prompt.data} versions={all} base={base} />;
}
