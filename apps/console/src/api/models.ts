import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ownHeaders } from './ask.ts';
import { refusalOf, type Refused } from './refused.ts';

/** A model as `GET /v1/models` lists it. */
export interface ListedModel {
  readonly id: string;
  readonly owned_by?: string;
}

/** Lists of models change seldom. Milliseconds. */
const FRESH_MS = 60_000;

/** Each once: a field that offers a name twice breaks. */
const namesIn = (listed: readonly ListedModel[]): readonly string[] => [...new Set(listed.map(({ id }) => id))];

/** The models that somebody can call, under the names that work. @param workspace Its slug; undefined: nothing is asked. */
export function useListedModels(workspace: string | undefined): UseQueryResult<readonly ListedModel[], Refused> {
  return useQuery(listing(workspace));
}

/** Their names alone. */
export function useNamesOfModels(workspace: string | undefined): UseQueryResult<readonly string[], Refused> {
  return useQuery({ ...listing(workspace), select: namesIn });
}

/**
 * The models that can be called by a virtual key, as the provider calls them: those that the gateway knows, else those that
 * the provider lists.
 *
 * @param slug Of the virtual key; empty: nothing is asked.
 * @param workspace Its slug; undefined: nothing is asked.
 */
export function useModelsOf(slug: string, workspace: string | undefined): UseQueryResult<readonly string[], Refused> {
  return useQuery<readonly string[], Refused>({
    queryKey: ['GET /v1/models', 'names', { slug, workspace }],
    enabled: workspace !== undefined && slug !== '',
    staleTime: FRESH_MS,
    queryFn: async ({ signal }) => {
      const prefix = `@${slug}/`;
      const known = namesIn(await listModels(workspace!, ALL, signal));
      const own = known.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length));
      return own.length > 0 ? own : namesIn(await listModels(workspace!, { 'x-portkey-virtual-key': slug }, signal));
    },
    // Where a provider does not list its models, one is typed.
    retry: false,
  });
}

/** One question for all who ask it: what the cache holds under its key has one shape. */
const listing = (workspace: string | undefined) => ({
  queryKey: ['GET /v1/models', 'listed', { workspace }],
  enabled: workspace !== undefined,
  staleTime: FRESH_MS,
  retry: false,
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => listModels(workspace!, ALL, signal),
});

/** The workspace may have a config of its own, and then the list would be its provider's. */
const ALL = { 'x-portkey-fetch-integrated-models': 'true' };

async function listModels(
  workspace: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<readonly ListedModel[]> {
  const response = await fetch('/v1/models', { headers: { 'x-sluice-workspace': workspace, ...headers, ...ownHeaders() }, signal }).catch(
    (error: unknown) => {
      if (signal.aborted) throw error;
      throw refusalOf(undefined, undefined);
    },
  );
  const reply: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw refusalOf(response, reply);
  return (reply as { readonly data?: readonly ListedModel[] } | undefined)?.data ?? [];
}
