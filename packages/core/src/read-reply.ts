import { FaultError, faultKindFor, isFaultError, type Fault } from '@sluice/provider-sdk';
import { upstreamErrorBody } from './error-body.ts';
import { retryHeaders } from './failure.ts';
import type { Deadlines } from './deadlines.ts';
import type { Incoming } from './incoming.ts';
import type { Outcome } from './outcome.ts';
import type { Call } from './rooms/read-call.ts';
import { withLivingModel } from './retired-model.ts';
import { withoutSecrets } from './without-secrets.ts';
import { EventRelay, type StreamEnd } from './streams/event-relay.ts';
import { streamDialectOf } from './streams/stream-dialect.ts';
import type { Target } from './target.ts';
import type { ByteSource } from './wire/bytes.ts';
import { collect } from './wire/collect.ts';
import { decoded } from './wire/decode.ts';
import { headerRecord, headerValue, relayedHeaders } from './wire/headers.ts';
import { IdleLimit } from './wire/idle-limit.ts';
import type { UpstreamReply } from './wire/transport.ts';
import { watched } from './wire/watched.ts';

/** A reply up to this size is read whole before its first byte leaves, so one cut short is an error and not half an answer. */
const WHOLE_LIMIT_BYTES = 1024 * 1024;

/** An error's body is read so far; what says what went wrong stands well before. */
const ERROR_LIMIT_BYTES = 1024 * 1024;

export interface ReplyQuestion {
  readonly incoming: Incoming;
  readonly call: Call;
  readonly target: Target;
  /** The model that was sent. */
  readonly model: string | undefined;
  readonly reply: UpstreamReply;
  /** Token counts were asked for that the caller did not ask for. */
  readonly usageAdded: boolean;
}

/** Headers that describe the upstream's body and are ours to say when we have read it. */
const OF_THE_BODY: ReadonlySet<string> = new Set(['content-length']);
const OF_A_DECODED_BODY: ReadonlySet<string> = new Set(['content-length', 'content-encoding']);
/** A redirect is not followed, and a client that followed it would carry its credential to a host nobody chose. */
const OF_AN_ERROR: ReadonlySet<string> = new Set(['content-length', 'content-encoding', 'content-type', 'retry-after', 'location']);
const NONE: ReadonlySet<string> = new Set();

/**
 * Makes an outcome of what a provider answered: an error is read and explained, an answer passes on as it came.
 *
 * @throws FaultError where the answer cannot be read or does not come in time.
 */
export async function readReply(question: ReplyQuestion): Promise<Outcome> {
  const { incoming, reply } = question;
  const { deadlines } = question.target;
  if (incoming.door.kind === 'pass_through') return passThrough(reply, deadlines);
  if (reply.status < 200 || reply.status > 299) return readFailure(question);
  const type = headerValue(reply.headers, 'content-type') ?? '';
  if (type.startsWith('text/event-stream') && headerValue(reply.headers, 'content-encoding') === undefined) return readStream(question);
  return readWhole(question, incoming.door.reply === 'json' && !type.startsWith('text/'));
}

function passThrough({ status, headers, body }: UpstreamReply, { idleMs }: Deadlines): Outcome {
  const watch = watched(idle(body, idleMs));
  return { kind: 'flow', status, headers: relayedHeaders(headers, NONE), body: watch.source, ended: watch.ended };
}

function idle(body: ByteSource, limitMs: number): ByteSource {
  const limited = new IdleLimit(body, limitMs);
  limited.arm();
  return limited;
}

async function readStream({ incoming, call, reply, usageAdded, target: { deadlines } }: ReplyQuestion): Promise<Outcome> {
  const { door } = incoming;
  let ended: StreamEnd = { fault: undefined, usage: undefined };
  const relay = new EventRelay(reply.body, {
    dialect: streamDialectOf(door.kind === 'operation' ? door.dialect : 'openai-chat'),
    hideUsage: usageAdded && !call.usageAsked,
    idleTimeoutMs: deadlines.idleMs,
    faultOf: brokenStream,
    onEnd: (end) => {
      ended = end;
    },
  });
  const timer =
    deadlines.firstEventMs > 0
      ? setTimeout(() => {
          relay.abandon({
            kind: 'deadline_exceeded',
            message: `the provider sent no event for ${deadlines.firstEventMs} ms (SLUICE_FIRST_EVENT_TIMEOUT_MS)`,
          });
        }, deadlines.firstEventMs)
      : undefined;
  const fault = await relay.first();
  clearTimeout(timer);
  if (fault) throw new FaultError(fault);
  return { kind: 'flow', status: reply.status, headers: streamHeaders(reply), body: relay, ended: () => ended };
}

/** The Python SDK knows a stream by this exact type, with nothing behind it. */
function streamHeaders({ headers }: UpstreamReply): string[] {
  const relayed = relayedHeaders(headers, OF_THE_BODY);
  const at = relayed.indexOf('content-type');
  relayed[at + 1] = 'text/event-stream';
  return relayed;
}

const brokenStream = (error: Error): Fault =>
  isFaultError(error) && error.fault.kind === 'deadline_exceeded'
    ? error.fault
    : { kind: 'stream_broken', message: 'the connection to the provider broke before its answer was finished' };

async function readWhole({ reply, target }: ReplyQuestion, wantsJson: boolean): Promise<Outcome> {
  const { deadlines } = target;
  const encoding = headerValue(reply.headers, 'content-encoding');
  const body = idle(reply.body, deadlines.idleMs);
  const length = Number(headerValue(reply.headers, 'content-length') ?? 0);
  if (length > WHOLE_LIMIT_BYTES || (encoding !== undefined && !wantsJson)) return flowing(reply, body);
  const collected = await collect(body, WHOLE_LIMIT_BYTES);
  if (!collected.whole) return flowing(reply, collected.source);
  const bytes = encoding === undefined ? collected.bytes : await decoded(collected.bytes, encoding);
  const usage = wantsJson && bytes.length > 0 ? readUsage(bytes, target) : undefined;
  const headers = relayedHeaders(reply.headers, encoding === undefined ? OF_THE_BODY : OF_A_DECODED_BODY);
  return { kind: 'whole', status: reply.status, headers, body: bytes, usage };
}

/** An answer too long to be held: it passes on as it comes, its length said where the provider said it. */
function flowing(reply: UpstreamReply, source: ByteSource): Outcome {
  const watch = watched(source);
  return { kind: 'flow', status: reply.status, headers: relayedHeaders(reply.headers, NONE), body: watch.source, ended: watch.ended };
}

/**
 * The token counts of an answer, found on the way of checking that it is one.
 *
 * @throws FaultError `unreadable_reply` when it is not JSON: half an answer is an error and not an answer.
 */
function readUsage(bytes: Buffer, { provider }: Target): unknown {
  let reply: unknown;
  try {
    // As Latin-1, which costs no decoding: letters beyond ASCII come out wrong, and structure and numbers right.
    reply = JSON.parse(bytes.toString('latin1'));
  } catch {
    // Said below, like a reply that is JSON and no object.
  }
  if (typeof reply === 'object' && reply !== null) return (reply as { usage?: unknown }).usage;
  throw new FaultError({
    kind: 'unreadable_reply',
    message: `${provider.id} error: the provider answered with a body that is not a JSON object`,
  });
}

async function readFailure(question: ReplyQuestion): Promise<Outcome> {
  const { reply, target } = question;
  const bytes = await errorBytes(reply, target.deadlines);
  const headers = headerRecord(reply.headers);
  const body = parsed(bytes);
  const { provider } = target;
  const said = provider.readFault?.({ status: reply.status, headers, body }) ?? {
    kind: faultKindFor(reply.status),
    message: typeof body === 'string' && body !== '' ? body : `the provider answered ${reply.status}`,
  };
  const fault = withLivingModel(said, question);
  return {
    kind: 'failure',
    status: reply.status,
    fault,
    headers: [
      'content-type',
      'application/json',
      ...relayedHeaders(reply.headers, OF_AN_ERROR),
      ...retryHeadersOf(fault, reply.status, headers),
    ],
    body: withoutSecrets(upstreamErrorBody(provider.id, body, fault), target.secrets),
  };
}

/** What the provider says of trying again stays; where it says nothing, what we know of the fault. */
function retryHeadersOf(fault: Fault, status: number, headers: Readonly<Record<string, string>>): string[] {
  const after = headers['retry-after'];
  const ours = retryHeaders({ ...fault, retryAfterMs: after === undefined ? fault.retryAfterMs : undefined }, status);
  const kept = 'x-should-retry' in headers ? ours.filter((_, index) => ours[index - (index % 2)] !== 'x-should-retry') : ours;
  if (after === undefined) return kept;
  return ['retry-after', after, ...kept.filter((_, index) => kept[index - (index % 2)] !== 'retry-after')];
}

async function errorBytes(reply: UpstreamReply, { idleMs }: Deadlines): Promise<Buffer> {
  const collected = await collect(idle(reply.body, idleMs), ERROR_LIMIT_BYTES).catch(() => undefined);
  // An error whose body breaks off is still that error: its status says the most.
  if (collected === undefined) return Buffer.alloc(0);
  if (!collected.whole) {
    collected.source.cancel();
    return Buffer.alloc(0);
  }
  const encoding = headerValue(reply.headers, 'content-encoding');
  return encoding === undefined ? collected.bytes : decoded(collected.bytes, encoding);
}

function parsed(bytes: Buffer): unknown {
  const text = bytes.toString('utf8').trim();
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: a page of some proxy in between, most likely. Its text is what there is to show.
    return text.slice(0, 2000);
  }
}
