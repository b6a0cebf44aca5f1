import { FaultError } from '@sluice/provider-sdk';
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { SharedFlow } from './cache/shared-flow.ts';
import type { Caller } from './caller.ts';
import { ownHeader, plainHeader, type Incoming } from './incoming.ts';
import type { Outcome } from './outcome.ts';
import { Departure } from './wire/departure.ts';

/** Header in which a caller names a request, so that sending it twice does it once. */
const HEADER = 'idempotency-key';

const LONGEST_NAME = 255;

/** A day: long enough for any client's retries. */
const KEPT_MS = 24 * 60 * 60 * 1000;

const MOST_BYTES = 64 * 1024 * 1024;

/** A longer answer is given once. */
const MOST_ANSWER_BYTES = 4 * 1024 * 1024;

/** What a request came to, with what its reply's headers tell. */
export interface Told<T> {
  readonly outcome: Outcome;
  readonly notes: T;
}

interface Work<T> {
  readonly body: string;
  readonly departure: Departure;
  readonly told: Promise<Told<T> & { readonly shared: SharedFlow | undefined }>;
  waiting: number;
}

/**
 * Requests that their callers gave a name: the same caller, name and body get the same answer, or join the call that
 * is under way. Failures are not kept: whoever asks again after one wants another try.
 */
export class NamedRequests<T> {
  readonly #kept: LRUCache<string, Work<T>>;
  readonly #flying = new Map<string, Work<T>>();

  constructor(now: () => number) {
    this.#kept = new LRUCache<string, Work<T>>({ maxSize: MOST_BYTES, ttl: KEPT_MS, perf: { now } });
  }

  /**
   * Does a request, or finds what the same one has come to.
   *
   * @param work Does it. The departure fires when nobody waits for it any more.
   * @throws FaultError `idempotency_conflict` where the name was used for another request; `invalid_request` for a name that is none.
   */
  async once(incoming: Incoming, caller: Caller, work: (departure: Departure) => Promise<Told<T>>): Promise<Told<T>> {
    const name = nameOf(incoming);
    const body = name === undefined ? undefined : fingerprint(incoming);
    if (name === undefined || body === undefined) return work(incoming.departure);
    const key = JSON.stringify([...identityOf(incoming, caller), name]);
    const known = this.#kept.get(key) ?? this.#underWay(key);
    if (known && known.body !== body) throw conflict();
    const current = known ?? this.#begin(key, body, work);
    current.waiting++;
    incoming.departure.onGone(() => {
      if (--current.waiting === 0) current.departure.leave();
    });
    const told = await current.told;
    const { outcome, shared } = told;
    if (!shared || outcome.kind !== 'flow') return told;
    const reader = shared.reader();
    // It was too long to be kept, or has broken: this caller does it by itself.
    return reader ? { ...told, outcome: { ...outcome, body: reader } } : work(incoming.departure);
  }

  /** What nobody waits for any more is being given up, and no use to another. */
  #underWay(key: string): Work<T> | undefined {
    const flying = this.#flying.get(key);
    return flying?.departure.gone ? undefined : flying;
  }

  #begin(key: string, body: string, work: (departure: Departure) => Promise<Told<T>>): Work<T> {
    const departure = new Departure();
    const told = work(departure).then((came) => {
      const shared = came.outcome.kind === 'flow' ? new SharedFlow(came.outcome.body, { maxBytes: MOST_ANSWER_BYTES }) : undefined;
      void this.#keepIfGood(key, current, came.outcome, shared);
      return { ...came, shared };
    });
    const current: Work<T> = { body, departure, told, waiting: 0 };
    this.#flying.set(key, current);
    told.catch(() => this.#flying.delete(key));
    return current;
  }

  async #keepIfGood(key: string, work: Work<T>, outcome: Outcome, shared: SharedFlow | undefined): Promise<void> {
    const bytes = shared ? await shared.whole() : outcome.kind === 'whole' ? outcome.body : undefined;
    const good = outcome.status < 400 && bytes !== undefined && (outcome.kind !== 'flow' || outcome.ended().fault === undefined);
    if (good && bytes.length <= MOST_ANSWER_BYTES) this.#kept.set(key, work, { size: bytes.length + 1000 });
    if (this.#flying.get(key) === work) this.#flying.delete(key);
  }
}

function nameOf({ headers, door }: Incoming): string | undefined {
  const name = plainHeader(headers, HEADER);
  if (name === undefined || door.kind !== 'operation') return undefined;
  if (name.length <= LONGEST_NAME) return name;
  throw new FaultError({
    kind: 'invalid_request',
    message: `Idempotency-Key is longer than ${LONGEST_NAME} characters`,
    param: HEADER,
    code: 'invalid_header',
  });
}

/** Whose name it is. One who has neither a key nor a credential in `Authorization` is known by the config it brings, which may hold one. */
function identityOf({ headers }: Incoming, { key, credential }: Caller): readonly unknown[] {
  if (key) return ['key', key.id, credential ?? null];
  return credential === undefined ? ['config', ownHeader(headers, 'config') ?? null] : ['credential', credential];
}

/** Headers that a client or a proxy sends otherwise when it sends a request again: ids, times, counts of tries and the connection's own. */
const OF_THE_SENDING =
  /^(?:idempotency-key|host|connection|keep-alive|content-length|transfer-encoding|user-agent|accept.*|cookie|date|expect|te|via|forwarded|x-forwarded-.*|x-real-ip|cf-.*|x-amzn-.*|x-request-id|x-client-request-id|x-correlation-id|x-retry-.*|x-stainless-.*|traceparent|tracestate|baggage|sentry-trace|x-(?:portkey|sluice)-(?:trace-id|span-.*|parent-span-.*|metadata|explain|debug|runtime.*|package-version|request-timeout))$/;

/**
 * What makes a request the same: where it goes, what it says, and every header that may change what is sent upstream in its
 * name. Undefined for one that streams up.
 */
function fingerprint({ body, method, path, query, headers }: Incoming): string | undefined {
  if (body.kind === 'stream' || body.kind === 'none') return undefined;
  const bytes = body.kind === 'json' ? body.document.bytes : body.bytes;
  const way = Object.entries(headers)
    .filter(([name]) => !OF_THE_SENDING.test(name))
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([method, path, query, way]))
    .update(bytes)
    .digest('base64');
}

const conflict = () =>
  new FaultError({
    kind: 'idempotency_conflict',
    message: 'This Idempotency-Key was used for another request: send the same body again, or take a new key',
    param: HEADER,
    code: 'idempotency_conflict',
  });
