import type { BreakerView, List } from '@sluice/contract';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ownHeaders } from '../../../api/ask.ts';
import { refusalOf, type Refused } from '../../../api/refused.ts';
import { useHere } from '../../../session/use-session.ts';

/** Circuits of targets. Their address is one of the calls, not of the admin API: it wants to know the workspace. @param every Milliseconds. */
export function useBreakers(every: number): UseQueryResult<List<BreakerView>, Refused> {
  const { session, place } = useHere();
  const sees = session.scopes.includes('configs.list');
  // Whoever may not look everywhere looks where they are.
  const workspace = place?.slug ?? (sees ? undefined : session.workspaces[0]?.slug);
  return useQuery<List<BreakerView>, Refused>({
    queryKey: ['GET /v1/route/breakers', workspace],
    queryFn: ({ signal }) => askBreakers(workspace, signal),
    refetchInterval: every,
  });
}

async function askBreakers(workspace: string | undefined, signal: AbortSignal): Promise<List<BreakerView>> {
  const response = await fetch('/v1/route/breakers', {
    headers: { accept: 'application/json', ...ownHeaders(), ...(workspace !== undefined && { 'x-sluice-workspace': workspace }) },
    signal,
  }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw refusalOf(undefined, undefined);
  });
  const reply = (await response.json().catch(() => undefined)) as unknown;
  if (!response.ok) throw refusalOf(response, reply);
  return reply as List<BreakerView>;
}
