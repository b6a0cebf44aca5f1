import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ownHeaders } from '../../../api/ask.ts';
import { useAsk } from '../../../api/queries.ts';
import { refusalOf } from '../../../api/refused.ts';
import { useMay, useWorkPlace, useWorkspaceQuery } from '../../../session/use-session.ts';
import { choicesOf, type ModelChoice } from './choices.ts';

/** Longer lists change, shorter ones are asked for at every turn. In milliseconds. */
const FRESH_MS = 60_000;

/** The models that there are to choose from. */
export interface Models {
  readonly choices: readonly ModelChoice[];
  /** Why they could not all be listed. Any name can be typed all the same. */
  readonly error: Error | null;
  /** Asks once more. */
  readonly again: () => void;
}

/** The models that the signed-in user may call here, and the other names that mean one. */
export function useModels(): Models {
  const place = useWorkPlace();
  const listed = useQuery({
    queryKey: ['GET /v1/models', place?.slug],
    queryFn: ({ signal }) => modelsIn(place!.slug, signal),
    enabled: place !== undefined,
    staleTime: FRESH_MS,
  });
  const aliases = useAsk('GET /v1/admin/aliases', { query: { page_size: 1000 } }, { enabled: useMay('aliases.list'), freshFor: FRESH_MS });
  const keys = useAsk(
    'GET /v1/virtual-keys',
    { query: { ...useWorkspaceQuery(), page_size: 1000 } },
    { enabled: useMay('virtual_keys.list'), freshFor: FRESH_MS },
  );
  const asked = [listed, aliases, keys];
  const choices = useMemo(
    () =>
      choicesOf(
        listed.data ?? [],
        (aliases.data?.data ?? []).map(({ model }) => model),
        (keys.data?.data ?? []).map(({ slug }) => slug),
      ),
    [listed.data, aliases.data, keys.data],
  );
  return {
    choices,
    error: asked.find(({ error }) => error)?.error ?? null,
    again: () => asked.forEach(({ error, refetch }) => error && void refetch()),
  };
}

interface Listed {
  readonly id: string;
  readonly owned_by: string;
}

async function modelsIn(workspace: string, signal: AbortSignal): Promise<readonly ModelChoice[]> {
  // The workspace may have a config of its own, and then the list would be its provider's.
  const headers = { 'x-sluice-workspace': workspace, 'x-portkey-fetch-integrated-models': 'true', ...ownHeaders() };
  const response = await fetch('/v1/models', { headers, signal });
  const reply = (await response.json().catch(() => undefined)) as { readonly data?: readonly Listed[] } | undefined;
  if (!response.ok) throw refusalOf(response, reply);
  return (reply?.data ?? []).map(({ id, owned_by: owner }) => ({
    name: id,
    group: id.startsWith('@') ? id.slice(1).split('/')[0]! : owner,
  }));
}
