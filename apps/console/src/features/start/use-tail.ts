import type { LogSummary } from '@sluice/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { addressOf } from '../../api/ask.ts';
import { forget } from '../../api/queries.ts';

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

/** Requests as they are written to the log. @param workspace Slug; undefined: all that one may see. */
export function useTail(workspace: string | undefined): Tail {
  const [tail, setTail] = useState(NOTHING);
  const client = useQueryClient();
  useEffect(() => {
    const [, url] = addressOf('GET /v1/logs/tail', { query: { ...CALLS, workspace_id: workspace } });
    const source = new EventSource(url);
    setTail(NOTHING);
    source.onopen = () => {
      setTail((before) => ({ ...before, state: 'open' }));
      // What was written before it was open is told by the list alone.
      void forget(client, ['/v1/logs']);
    };
    // A browser connects again by itself, unless it was refused.
    source.onerror = () => setTail((before) => ({ ...before, state: source.readyState === EventSource.CLOSED ? 'over' : 'opening' }));
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const record = recordIn(data);
      if (!record) return;
      setTail((before) => ({ ...before, arrived: [record, ...before.arrived.filter(({ id }) => id !== record.id)].slice(0, MOST_KEPT) }));
      void forget(client, ['/v1/admin/start']);
    };
    return () => source.close();
  }, [workspace, client]);
  return tail;
}

function recordIn(data: string): LogSummary | undefined {
  try {
    return JSON.parse(data) as LogSummary;
  } catch {
    // Half a line, of a connection that broke: the next one is whole.
    return undefined;
  }
}
