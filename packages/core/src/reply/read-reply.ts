import { FaultError } from '@sluice/provider-sdk';
import { isRealtime } from '../incoming.ts';
import type { Outcome } from '../outcome.ts';
import { headerValue, relayedHeaders } from '../wire/headers.ts';
import { withIdleLimit } from '../wire/idle-limit.ts';
import { readFailure } from './read-failure.ts';
import { readStream } from './read-stream.ts';
import { flowing, readWhole } from './read-whole.ts';
import type { ReplyQuestion } from './reply-question.ts';

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Makes an outcome of what a provider answered: an error is read and explained, an answer passes on as it came.
 *
 * @throws FaultError where the answer cannot be read or does not come in time.
 */
export async function readReply(question: ReplyQuestion): Promise<Outcome> {
  const { incoming, reply, target, trying } = question;
  if (incoming.door.kind === 'pass_through') return flowing(reply, withIdleLimit(reply.body, target.deadlines.idleMs), trying);
  if (reply.socket) return { kind: 'joined', status: reply.status, headers: relayedHeaders(reply.headers, NOTHING), socket: reply.socket };
  if (reply.status < 200 || reply.status > 299) return readFailure(question);
  if (isRealtime(incoming.door)) {
    reply.body.cancel();
    throw new FaultError({
      kind: 'unreadable_reply',
      message: `${target.provider.id} was asked for a WebSocket and answered ${reply.status} without one`,
      code: 'not_upgraded',
    });
  }
  const type = headerValue(reply.headers, 'content-type') ?? '';
  if (type.startsWith('text/event-stream') && headerValue(reply.headers, 'content-encoding') === undefined) return readStream(question);
  // A page of some proxy in between is no answer, whatever its status; where words or sound may come, JSON is JSON if it says so.
  return readWhole(question, incoming.door.reply === 'json' || type.startsWith('application/json'));
}
