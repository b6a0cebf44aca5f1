import type { LogSummary } from '@sluice/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { forget } from '../../api/queries.ts';
import { followTail, type TailState } from '../logs/follow-tail.ts';

/** What a live tail has told. */
export interface Tail {
  /** The newest first. */
  readonly arrived: readonly LogSummary[];
  /** `over`: it does not come back by itself. */
  readonly state: 'opening' | 'open' | 'over';
}

/** As many as a page shows. */
const MOST_KEPT = 20;

/** Calls, and not the lists of models that pages ask for. */
export const CALLS = { method: 'POST' } as const;

const NOTHING: Tail = { arrived: [], state: 'opening' };

const STATES: Readonly<Record<TailState['kind'], Tail['state']>> = {
  connecting: 'opening',
  open: 'open',
  away: 'opening',
  refused: 'over',
};

/** Requests as they are written to the log. @param workspace Slug; undefined: all that one may see. */
export function useTail(workspace: string | undefined): Tail {
  const [tail, setTail] = useState(NOTHING);
  const client = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    // What was written while nobody listened is told by the list alone.
    const askList = () => void forget(client, ['/v1/logs']);
    setTail(NOTHING);
    void followTail(
      { ...CALLS, ...(workspace !== undefined && { workspace_id: workspace }) },
      {
        onState({ kind }) {
          setTail((before) => ({ ...before, state: STATES[kind] }));
          if (kind === 'open') askList();
        },
        onGap: askList,
        onRecord(record) {
          setTail(({ arrived, state }) => ({
            state,
            arrived: [record, ...arrived.filter(({ id }) => id !== record.id)].slice(0, MOST_KEPT),
          }));
          void forget(client, ['/v1/admin/start']);
        },
      },
      stop.signal,
    );
    return () => stop.abort();
  }, [workspace, client]);
  return tail;
}
