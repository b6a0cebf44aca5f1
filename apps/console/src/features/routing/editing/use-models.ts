import { useQuery } from '@tanstack/react-query';
import { ownHeaders } from '../../../api/ask.ts';
import type { KnownThing } from '../language/known-things.ts';

const FRESH_MS = 60_000;

/** Models that may be called in a workspace, as the gateway lists them to its callers. @param workspace A slug; undefined: none. */
export function useModels(workspace: string | undefined): readonly KnownThing[] {
  const models = useQuery<readonly KnownThing[]>({
    queryKey: ['GET /v1/models', workspace],
    enabled: workspace !== undefined,
    staleTime: FRESH_MS,
    // Nobody needs the list to write: without it nothing is offered.
    retry: false,
    queryFn: async ({ signal }) => {
      const response = await fetch('/v1/models', { headers: { ...ownHeaders(), 'x-sluice-workspace': workspace! }, signal });
      const reply = (await response.json()) as { readonly data?: readonly { readonly id: string; readonly owned_by?: string }[] };
      return (reply.data ?? []).map(({ id, owned_by: owner = '' }) => ({ text: id, about: owner }));
    },
  });
  return models.data ?? NONE;
}

const NONE: readonly KnownThing[] = [];
