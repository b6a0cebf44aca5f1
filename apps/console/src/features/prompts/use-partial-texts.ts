import { useQueries } from '@tanstack/react-query';
import { ask } from '../../api/ask.ts';
import { keyOf, useAsk } from '../../api/queries.ts';
import { useWorkspaceQuery } from '../../session/use-session.ts';

/** The slugs of all partials: what is offered while somebody writes. */
export function usePartialSlugs(): readonly string[] {
  const workspace = useWorkspaceQuery();
  const { data } = useAsk('GET /v1/prompts/partials', { query: { ...workspace, page_size: 1_000 } }, { freshFor: 60_000 });
  return data?.data.map(({ slug }) => slug) ?? [];
}

/** The texts of these partials, as far as they are there: their variables are the prompt's. */
export function usePartialTexts(names: readonly string[], known: readonly string[]): readonly string[] {
  // What is only half written is nobody's name yet.
  const slugs = [...new Set(names.map((name) => name.replace(/@.*$/, '')))].filter((slug) => known.includes(slug));
  return useQueries({
    queries: slugs.map((slug) => {
      const asked = { path: { key: slug }, query: {} };
      return {
        queryKey: keyOf('GET /v1/prompts/partials/{key}', asked),
        queryFn: ({ signal }: { readonly signal: AbortSignal }) => ask('GET /v1/prompts/partials/{key}', asked, signal),
        retry: false,
      };
    }),
    combine: (answers) => answers.flatMap(({ data }) => (data?.string === undefined ? [] : [data.string])),
  });
}
