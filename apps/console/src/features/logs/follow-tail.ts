import type { LogFilterQuery, LogSummary } from '@sluice/contract';
import { addressOf, ownHeaders } from '../../api/ask.ts';
import { eventsOf } from '../../api/call-model.ts';
import { Refused, refusalOf } from '../../api/refused.ts';

/** How it stands with the live tail. */
export type TailState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  /** It is asked again in a moment. */
  | { readonly kind: 'away'; readonly error: Refused }
  /** Asking again would not help. */
  | { readonly kind: 'refused'; readonly error: Refused };

export interface TailListener {
  readonly onRecord: (record: LogSummary) => void;
  /** Records were written that will not come by this way. */
  readonly onGap: () => void;
  readonly onState: (state: TailState) => void;
}

/** Between two attempts, in milliseconds; the last stays. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;

/** Statuses that a moment's waiting may mend; 0 is nobody there. */
const PASSING: ReadonlySet<number> = new Set([0, 429, 500, 502, 503, 504]);

/** Follows records as they are written, and takes up the thread where it breaks, until it is told to stop. */
export async function followTail(filter: LogFilterQuery, listener: TailListener, signal: AbortSignal): Promise<void> {
  let failures = 0;
  for (let time = 0; !signal.aborted; time++) {
    listener.onState({ kind: 'connecting' });
    try {
      const response = await open(filter, signal);
      listener.onState({ kind: 'open' });
      // What was written while nobody listened is news to the list, and not to the tail.
      if (time > 0) listener.onGap();
      failures = 0;
      for await (const { event, data } of eventsOf(response)) {
        if (event === 'gap') listener.onGap();
        else listener.onRecord(JSON.parse(data) as LogSummary);
      }
    } catch (thrown) {
      if (signal.aborted) return;
      const error = thrown instanceof Refused ? thrown : refusalOf(undefined, undefined);
      if (!PASSING.has(error.status)) return listener.onState({ kind: 'refused', error });
      listener.onState({ kind: 'away', error });
    }
    await pause(PAUSES_MS[Math.min(failures++, PAUSES_MS.length - 1)]!, signal);
  }
}

async function open(filter: LogFilterQuery, signal: AbortSignal): Promise<Response> {
  const [, url] = addressOf('GET /v1/logs/tail', { query: filter });
  const response = await fetch(url, { headers: { accept: 'text/event-stream', ...ownHeaders() }, signal }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw refusalOf(undefined, undefined);
  });
  if (response.ok) return response;
  throw refusalOf(response, await response.json().catch(() => undefined));
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
