import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ownHeaders } from '../../api/ask.ts';
import { refusalOf, type Refused } from '../../api/refused.ts';

interface Models {
  readonly data: readonly { readonly id: string }[];
}

/**
 * The models that can be called by a virtual key, as the provider calls them: those that the gateway knows, else those that
 * the provider lists.
 *
 * @param workspace Its slug; undefined: nothing is asked.
 */
export function useModelsOf(slug: string, workspace: string | undefined): UseQueryResult<readonly string[], Refused> {
  return useQuery<readonly string[], Refused>({
    queryKey: ['GET /v1/models', { slug, workspace }],
    enabled: workspace !== undefined && slug !== '',
    queryFn: async ({ signal }) => {
      const prefix = `@${slug}/`;
      const known = await models({ 'x-sluice-workspace': workspace! }, signal);
      const own = known.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length));
      return own.length > 0 ? own : models({ 'x-sluice-workspace': workspace!, 'x-portkey-virtual-key': slug }, signal);
    },
    // Where a provider does not list its models, one is typed.
    retry: false,
  });
}

/** The models that somebody can call, under the names that work. @param workspace Its slug; undefined: nothing is asked. */
export function useNamesOfModels(workspace: string | undefined): UseQueryResult<readonly string[], Refused> {
  return useQuery<readonly string[], Refused>({
    queryKey: ['GET /v1/models', { workspace }],
    enabled: workspace !== undefined,
    queryFn: ({ signal }) => models({ 'x-sluice-workspace': workspace! }, signal),
    retry: false,
  });
}

async function models(headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<readonly string[]> {
  const response = await fetch('/v1/models', { headers: { ...headers, ...ownHeaders() }, signal });
  const reply: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw refusalOf(response, reply);
  return (reply as Models).data.map(({ id }) => id);
}
