import type { Log, LogSummary } from '@sluice/contract';
import { useQueries } from '@tanstack/react-query';
import { ask } from '../../api/ask.ts';
import { keyOf } from '../../api/queries.ts';
import type { KnownAttempts } from './trace-tree.ts';

/** Records do not change; what is said of them may. Milliseconds. */
const FRESH_MS = 60_000;

/** Attempts of records, each of which has to be asked for. */
export function useAttempts(records: readonly LogSummary[], isWanted: boolean): KnownAttempts {
  return useQueries({
    queries: (isWanted ? records : []).map(({ id }) => {
      const asked = { path: { key: id } };
      return {
        queryKey: keyOf('GET /v1/logs/{key}', asked),
        queryFn: ({ signal }: { readonly signal: AbortSignal }) => ask('GET /v1/logs/{key}', asked, signal),
        staleTime: FRESH_MS,
      };
    }),
    combine: attemptsIn,
  });
}

const attemptsIn = (results: readonly { readonly data: Log | undefined }[]): KnownAttempts =>
  new Map(results.flatMap(({ data }) => (data ? [[data.id, data.attempts] as const] : [])));
