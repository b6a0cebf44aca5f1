import { FaultError } from '@sluice/provider-sdk';
import type { Outcome } from '../outcome.ts';
import { settleStream, type Trying } from '../settle-try.ts';
import { usageWithTier } from '../streams/usage-with-tier.ts';
import type { Target } from '../target.ts';
import type { ByteSource } from '../wire/bytes.ts';
import { collect } from '../wire/collect.ts';
import { decoded } from '../wire/decode.ts';
import { headerValue, relayedHeaders } from '../wire/headers.ts';
import { withIdleLimit } from '../wire/idle-limit.ts';
import type { UpstreamReply } from '../wire/transport.ts';
import { watched } from '../wire/watched.ts';
import type { ReplyQuestion } from './reply-question.ts';

/** A reply up to this size is read whole before its first byte leaves, so one cut short is an error and not half an answer. */
const WHOLE_LIMIT_BYTES = 1024 * 1024;

/** Headers that describe the upstream's body and are ours to say when we have read it. */
const OF_THE_BODY: ReadonlySet<string> = new Set(['content-length']);
const OF_A_DECODED_BODY: ReadonlySet<string> = new Set(['content-length', 'content-encoding']);
const NONE: ReadonlySet<string> = new Set();

/**
 * An answer that is no stream of events: held until it is whole where it is short, passed on as it comes where not.
 *
 * @throws FaultError where it breaks off, stands still, or is no JSON object although it has to be one.
 */
export async function readWhole({ reply, target, departure, trying, translated }: ReplyQuestion, wantsJson: boolean): Promise<Outcome> {
  const { deadlines } = target;
  const encoding = headerValue(reply.headers, 'content-encoding');
  const body = withIdleLimit(reply.body, deadlines.idleMs);
  const length = Number(headerValue(reply.headers, 'content-length') ?? 0);
  if (length > WHOLE_LIMIT_BYTES || (encoding !== undefined && !wantsJson)) return flowing(reply, body, trying);
  const collected = await collect(body, WHOLE_LIMIT_BYTES, departure);
  if (!collected.whole) return flowing(reply, collected.source, trying);
  const bytes = encoding === undefined ? collected.bytes : await decoded(collected.bytes, encoding);
  const shown = wantsJson ? readUsage(bytes, target) : undefined;
  const usage = translated?.usage() ?? shown;
  const headers = relayedHeaders(reply.headers, encoding === undefined ? OF_THE_BODY : OF_A_DECODED_BODY);
  return { kind: 'whole', status: reply.status, headers, body: bytes, usage };
}

/** An answer too long to be held: it passes on as it comes, its length said where the provider said it. */
export function flowing(reply: UpstreamReply, source: ByteSource, trying: Trying): Outcome {
  const watch = watched(source, ({ fault }) => settleStream(trying, { fault: fault?.kind, usage: undefined, textBytes: () => 0 }));
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
  if (typeof reply === 'object' && reply !== null && !Array.isArray(reply)) return usageIn(reply);
  throw new FaultError({
    kind: 'unreadable_reply',
    message: `${provider.id} error: the provider answered with a body that is not a JSON object`,
  });
}

const usageIn = ({ usage, service_tier: tier }: { readonly usage?: unknown; readonly service_tier?: unknown }): unknown =>
  usageWithTier(usage, tier);
