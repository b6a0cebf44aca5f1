import { faultKindFor, type Fault } from '@sluice/provider-sdk';
import { upstreamErrorBody } from '../error-body.ts';
import { retryHeaders } from '../failure.ts';
import type { Outcome } from '../outcome.ts';
import { withLivingModel } from '../retired-model.ts';
import { withoutSecrets } from '../without-secrets.ts';
import { collect } from '../wire/collect.ts';
import { decoded } from '../wire/decode.ts';
import { headerRecord, headerValue, relayedHeaders } from '../wire/headers.ts';
import { withIdleLimit } from '../wire/idle-limit.ts';
import type { ReplyQuestion } from './reply-question.ts';

/** An error's body is read so far; what says what went wrong stands well before. */
const ERROR_LIMIT_BYTES = 1024 * 1024;

/** A redirect is not followed, and a client that followed it would carry its credential to a host nobody chose. */
const OF_AN_ERROR: ReadonlySet<string> = new Set(['content-length', 'content-encoding', 'content-type', 'retry-after', 'location']);

/** An error of the provider, with all that it says and what we know of it. */
export async function readFailure(question: ReplyQuestion): Promise<Outcome> {
  const { reply, target } = question;
  const bytes = await errorBytes(question);
  const headers = headerRecord(reply.headers);
  const body = parsed(bytes);
  const { provider } = target;
  const said = provider.readFault?.({ status: reply.status, headers, body }) ?? {
    kind: faultKindFor(reply.status),
    message: typeof body === 'string' && body !== '' ? body : `the provider answered ${reply.status}`,
  };
  const fault = withLivingModel(said, reply.status, question);
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

async function errorBytes({ reply, target, departure }: ReplyQuestion): Promise<Buffer> {
  const body = withIdleLimit(reply.body, target.deadlines.idleMs);
  const collected = await collect(body, ERROR_LIMIT_BYTES, departure).catch(() => undefined);
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
