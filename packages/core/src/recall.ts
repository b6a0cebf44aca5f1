import type { OperationName } from '@sluice/provider-sdk';
import { assembleEvents } from './cache/assemble/assemble-events.ts';
import { cacheKey } from './cache/cache-key.ts';
import { maxAgeMs } from './cache/max-age.ts';
import { replayEvents } from './cache/replay/replay-events.ts';
import type { KeptReply } from './cache/reply-cache.ts';
import { ReplayedSource } from './cache/replayed-source.ts';
import { SharedFlow } from './cache/shared-flow.ts';
import type { Caller } from './caller.ts';
import type { CachePolicy } from './config/config.ts';
import type { Draft } from './draft-request.ts';
import type { Hook } from './guards/hook.ts';
import type { House } from './house.ts';
import { ownHeader, plainHeader, type Incoming } from './incoming.ts';
import type { Outcome } from './outcome.ts';
import type { CacheStatus } from './route/answered.ts';
import type { Call } from './rooms/read-call.ts';
import type { Target } from './target.ts';
import { HOP_HEADER } from './upstream-headers.ts';

/** Operations whose answers can be given again: JSON in, JSON or its events out. Wire spec §11. */
const KEPT: ReadonlySet<OperationName> = new Set<OperationName>([
  'chat',
  'completions',
  'embeddings',
  'moderations',
  'responses',
  'images',
  'messages',
  'countTokens',
]);

/** A longer answer is passed on and not kept. */
const MOST_KEPT_BYTES = 8 * 1024 * 1024;

export interface RecallQuestion {
  readonly incoming: Incoming;
  readonly caller: Caller;
  readonly call: Call;
  readonly target: Target;
  readonly draft: Draft;
  readonly policy: CachePolicy;
  /** The checks that an answer has passed before it is kept: it is not judged again when it is given again. */
  readonly judges: readonly Hook[];
}

/** Where an answer would stand in the cache, and for how long. */
export interface Slot {
  readonly key: string;
  readonly maxAgeMs: number;
  readonly refresh: boolean;
}

/** Finds the place of a request's answer; undefined where such answers are not kept. */
export function slotFor({ incoming, caller, target, draft, policy, judges }: RecallQuestion): Slot | undefined {
  const { door, headers } = incoming;
  const body = draft.request.body;
  if (door.kind !== 'operation' || !KEPT.has(door.operation) || body === undefined) return undefined;
  return {
    key: cacheKey({
      tenant: tenantOf(caller, target, draft),
      judges: judges.length === 0 ? undefined : JSON.stringify(judges),
      url: draft.request.url,
      body: Buffer.from(body.buffer, body.byteOffset, body.byteLength),
      partition: ownHeader(headers, 'cache-namespace') ?? ownHeader(headers, 'metadata'),
    }),
    maxAgeMs: maxAgeMs(policy.maxAge, plainHeader(headers, 'cache-control')),
    refresh: ownHeader(headers, 'cache-force-refresh') === 'true',
  };
}

/**
 * Whose answers they are: the key's, and those of all that goes upstream in its name, as the credential, the provider's other
 * fields and the headers that the caller has forwarded. A pool is one credential.
 */
function tenantOf({ key }: Caller, { provider, settings, credentials }: Target, { request }: Draft): string {
  const credential = credentials[0] ?? (provider.credential === undefined ? undefined : settings[provider.credential]);
  const fields = Object.entries(settings).filter(([name]) => name !== provider.credential);
  const headers = Object.entries(request.headers).filter(([name]) => !OF_THE_EXCHANGE.has(name));
  return JSON.stringify([key?.id ?? null, credential ?? null, provider.id, fields, headers]);
}

/** Headers that say how something is sent, or name this one request. */
const OF_THE_EXCHANGE: ReadonlySet<string> = new Set([
  'user-agent',
  'accept',
  'accept-encoding',
  'content-type',
  'content-length',
  'idempotency-key',
  'x-client-request-id',
  HOP_HEADER,
]);

/** An answer that is in the cache, as the caller asked for it: whole, or as a stream. Undefined where there is none, or none of that form. */
export function recall(slot: Slot, { incoming, call, draft }: RecallQuestion, house: House): Outcome | undefined {
  if (slot.refresh) {
    house.cache.delete(slot.key);
    return undefined;
  }
  const kept = house.cache.get(slot.key);
  return kept && replayed(kept, draft.streamed, call.usageAsked, incoming);
}

function replayed(kept: KeptReply, streamed: boolean, usage: boolean, { door }: Incoming): Outcome | undefined {
  if (!streamed) return { kind: 'whole', status: kept.status, headers: kept.headers, body: kept.body, usage: kept.usage };
  const events = door.kind === 'operation' ? replayEvents(door.dialect, kept.body, { usage }) : undefined;
  if (!events) return undefined;
  return {
    kind: 'flow',
    status: kept.status,
    headers: ['content-type', 'text/event-stream'],
    body: new ReplayedSource(events),
    ended: () => ({ fault: undefined, usage: kept.usage }),
  };
}

/** Keeps a complete answer: at once where it is whole, when it has come to a good end where it streams. */
export function keep(slot: Slot, outcome: Outcome, { incoming: { door }, draft }: RecallQuestion, house: House): Outcome {
  if (outcome.status !== 200 || door.kind !== 'operation') return outcome;
  if (outcome.kind === 'whole') {
    house.cache.set(slot.key, { status: 200, headers: JSON_REPLY, body: outcome.body, usage: outcome.usage }, slot.maxAgeMs);
    return outcome;
  }
  if (outcome.kind !== 'flow' || !draft.streamed) return outcome;
  const shared = new SharedFlow(outcome.body, { maxBytes: MOST_KEPT_BYTES });
  const { dialect } = door;
  void shared.whole().then((events) => {
    const { fault, usage } = outcome.ended();
    if (!events || fault) return;
    const body = assembleEvents(dialect, events);
    if (body) house.cache.set(slot.key, { status: 200, headers: JSON_REPLY, body: withUsage(body, usage), usage }, slot.maxAgeMs);
  });
  return { ...outcome, body: shared.reader()! };
}

/** A provider's other headers spoke of one exchange: its limits, its times, its ids. */
const JSON_REPLY = ['content-type', 'application/json'];

/** Token counts that the stream's reader was not shown belong to the answer all the same. */
function withUsage(body: Buffer, usage: unknown): Buffer {
  if (usage === undefined) return body;
  const json = JSON.parse(body.toString()) as Record<string, unknown>;
  return json['usage'] === undefined || json['usage'] === null ? Buffer.from(JSON.stringify({ ...json, usage })) : body;
}

export const statusOf = (slot: Slot): CacheStatus => (slot.refresh ? 'REFRESH' : 'MISS');
