import type { LogSummary } from '@sluice/contract';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../../api/ask.ts';
import { useMay } from '../../../session/use-session.ts';

/** A record is written a moment after its request is over; one that is not there after all these was not kept. */
const TRIES = 20;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 1_000;

/** What the log says of a call. `later`: its record may still come. `never`: nobody may or can say. */
export type Recorded = LogSummary | 'later' | 'never';

/** The record of a call that is over, once the log has it. */
export function useRecord(logId: string | undefined, isOver: boolean): Recorded {
  const may = useMay('logs.list');
  const { data, isError } = useQuery({
    queryKey: ['record of a call', logId],
    queryFn: async ({ signal }) => {
      // By a search and not by its address: what is not there yet is an empty list, and no failure.
      const { data: found } = await ask('GET /v1/logs', { query: { id: logId!, page_size: 1 } }, signal);
      if (!found[0]) throw new Error('the log has no record of it yet');
      return found[0];
    },
    enabled: may && isOver && logId !== undefined,
    staleTime: Infinity,
    retry: TRIES,
    retryDelay: (count) => Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * (count + 1)),
  });
  if (data) return data;
  return isError || !may || (isOver && logId === undefined) ? 'never' : 'later';
}
