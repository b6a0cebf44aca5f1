import { FaultError } from '@sluice/provider-sdk';
import type { LogFilter, LogRecord, LogStore } from '@sluice/store/logs';
import { isStoreError } from '@sluice/store';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/** How often the store is asked. */
const EVERY_MS = 1_000;

/** Proxies close what is silent. */
const HEARTBEAT_MS = 15_000;

/**
 * A record stands where its request began, and is written when it ended: how far back one may appear that was not there a
 * moment ago.
 */
const LOOK_BACK_MS = 10 * 60_000;

/** Records that are looked at each time, and every tenth time. */
const SHORT_LOOK = 200;
const LONG_LOOK = 1_000;
const LONG_EVERY = 10;

/** After so long the asker is judged anew: clients connect again by themselves. */
const LONGEST_MS = 60 * 60_000;

/** At once, of this process: each asks the store every second. */
const MOST_TAILS = 32;

/** And of those who asks may have, so that there is room for others. */
const MOST_TAILS_EACH = 8;

export interface TailMeans {
  /** Who asks: `key:<id>`. */
  readonly by: string;
  readonly logs: LogStore;
  /** Aborted when this process is about to end. */
  readonly ending: AbortSignal;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** As a list has it. */
  readonly show: (records: readonly LogRecord[]) => Promise<readonly { readonly id: string }[]>;
}

/** Who has those that are open. */
const tails: string[] = [];

/**
 * Writes records as they are kept, as server-sent events, until the asker goes. Whatever process has kept them, they come from
 * the store.
 *
 * @param lastsMs It ends by itself after so long; undefined: after an hour.
 */
export async function tail(filter: LogFilter, lastsMs: number | undefined, means: TailMeans, response: ServerResponse): Promise<void> {
  const { by } = means;
  if (tails.filter((each) => each === by).length >= MOST_TAILS_EACH)
    throw new FaultError({
      kind: 'rate_limited',
      message: `${MOST_TAILS_EACH} live tails of yours are open in this process already: close one first`,
      code: 'too_many_tails',
      retryAfterMs: 5_000,
    });
  if (tails.length >= MOST_TAILS)
    throw new FaultError({
      kind: 'overloaded',
      message: `${MOST_TAILS} live tails are open in this process already: close one, or ask again later`,
      code: 'too_many_tails',
      retryAfterMs: 5_000,
    });
  tails.push(by);
  const left = new AbortController();
  response.once('close', () => left.abort());
  const gone = AbortSignal.any([left.signal, means.ending]);
  try {
    await follow(filter, Math.min(lastsMs ?? LONGEST_MS, LONGEST_MS), { ...means, gone }, response);
    response.end();
  } finally {
    tails.splice(tails.indexOf(by), 1);
  }
}

interface Following extends TailMeans {
  readonly gone: AbortSignal;
}

async function follow(filter: LogFilter, lastsMs: number, means: Following, response: ServerResponse): Promise<void> {
  const { gone, now, show } = means;
  const seen = new Map<string, number>();
  // What is there already is no news, and a filter that the store cannot answer is refused before anything is written.
  await news(filter, { size: LONG_LOOK, isFirst: true }, seen, means);
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  response.write('retry: 1000\n: records follow as they are written\n\n');
  const until = performance.now() + lastsMs;
  let saidMs = performance.now();
  for (let look = 1; !gone.aborted && performance.now() < until; look++) {
    await pause(Math.min(EVERY_MS, until - performance.now()), gone);
    const size = look % LONG_EVERY === 0 ? LONG_LOOK : SHORT_LOOK;
    const found = await news(filter, { size, isFirst: false }, seen, means).catch(unlessUnavailable);
    const lines = (await show(found.records)).map((record) => `id: ${record.id}\ndata: ${JSON.stringify(record)}\n\n`);
    if (found.gap) lines.unshift('event: gap\ndata: {"message":"more was written than is shown"}\n\n');
    if (lines.length === 0 && performance.now() - saidMs > HEARTBEAT_MS) lines.push(': nothing new\n\n');
    if (lines.length === 0) continue;
    saidMs = performance.now();
    if (!response.write(lines.join(''))) await drained(response, gone);
    forgetBefore(now() - 2 * LOOK_BACK_MS, seen);
  }
}

interface News {
  /** The oldest first. */
  readonly records: readonly LogRecord[];
  /** There was more than was looked at. */
  readonly gap: boolean;
}

/** Records that were not there before, among the newest. */
async function news(
  filter: LogFilter,
  { size, isFirst }: { readonly size: number; readonly isFirst: boolean },
  seen: Map<string, number>,
  { logs, now }: Following,
): Promise<News> {
  const from = Math.max(filter.from ?? 0, now() - LOOK_BACK_MS);
  const records: LogRecord[] = [];
  let after: string | undefined;
  let met = isFirst;
  let looked = 0;
  do {
    const page = await logs.search({
      filter: { ...filter, from },
      size: Math.min(size, SHORT_LOOK),
      ...(after !== undefined && { after }),
    });
    after = page.next;
    looked += page.records.length;
    for (const record of page.records)
      if (seen.has(record.id)) met = true;
      else records.push(record);
    // Where nothing on a page was known, there may be more news behind it.
  } while (after !== undefined && looked < (met ? size : LONG_LOOK));
  for (const { id, at } of records) seen.set(id, at);
  return { records: records.reverse(), gap: !met && after !== undefined };
}

const NO_NEWS: News = { records: [], gap: false };

/** The database may answer again the next time. */
function unlessUnavailable(error: unknown): News {
  if (isStoreError(error, 'unavailable')) return NO_NEWS;
  throw error;
}

function forgetBefore(at: number, seen: Map<string, number>): void {
  if (seen.size <= 2 * LONG_LOOK) return;
  for (const [id, time] of seen) if (time < at) seen.delete(id);
}

const pause = (ms: number, signal: AbortSignal) => setTimeout(Math.max(0, ms), undefined, { signal }).catch(() => {});

/** A reader that is slow is not asked to take more. */
const drained = (response: ServerResponse, signal: AbortSignal) => once(response, 'drain', { signal }).catch(() => {});
