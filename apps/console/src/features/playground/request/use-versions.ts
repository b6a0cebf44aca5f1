import { useQueries } from '@tanstack/react-query';
import { ask } from '../../../api/ask.ts';
import { keyOf, useAsk } from '../../../api/queries.ts';
import type { Column } from '../state/column.ts';
import { variablesIn } from './variables-of.ts';

const ADDRESS = 'GET /v1/prompts/{key}/versions';

/** The versions of a prompt, the newest first; none where no prompt is named. */
export function useVersions(prompt: string) {
  const { data } = useAsk(ADDRESS, { path: { key: prompt } }, { enabled: prompt !== '', freshFor: 10_000 });
  return (data?.data ?? []).toSorted((left, right) => (right.prompt_version ?? 0) - (left.prompt_version ?? 0));
}

/** The variables that the prompts of these columns ask for. */
export function useVariables(columns: readonly Column[]): readonly string[] {
  const asked = columns.filter(({ kind, prompt }) => kind === 'prompt' && prompt !== '');
  const replies = useQueries({
    queries: asked.map(({ prompt }) => ({
      queryKey: keyOf(ADDRESS, { path: { key: prompt } }),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => ask(ADDRESS, { path: { key: prompt } }, signal),
    })),
  });
  const templates = asked.map(({ version }, index) => {
    const versions = (replies[index]?.data?.data ?? []).toSorted((left, right) => (right.prompt_version ?? 0) - (left.prompt_version ?? 0));
    const named = versions.find((each) =>
      version === '' ? each.prompt_version_status === 'active' : String(each.prompt_version) === version,
    );
    // By a label: which version bears it is the gateway's to know, and its neighbours ask for much the same.
    return (named ?? versions[0])?.string ?? '';
  });
  return [...new Set(templates.flatMap(variablesIn))];
}
