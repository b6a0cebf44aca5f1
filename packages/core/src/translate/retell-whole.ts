import { FaultError, isFaultError, withLongNumbers, withMarkedNumbers, type Answer, type Json, type Media } from '@sluice/provider-sdk';
import { errorEventFault } from '../reply/error-event-fault.ts';
import type { Target } from '../target.ts';
import { wholeSource } from '../wire/bytes.ts';
import { collect } from '../wire/collect.ts';
import { decoded } from '../wire/decode.ts';
import { headerRecord, headerValue } from '../wire/headers.ts';
import { withIdleLimit } from '../wire/idle-limit.ts';
import { usageWithTier } from '../streams/usage-with-tier.ts';
import { presentChat } from './present-chat.ts';
import { hasCodec } from './reach.ts';
import type { RetellQuestion, Retold } from './retell-question.ts';
import { withoutBodyHeaders } from './told-headers.ts';
import { withProviderName } from './with-provider-name.ts';

/** An answer is held whole before it is put into other words: up to the size of any that has pictures in it. */
const WHOLE_LIMIT_BYTES = 128 * 1024 * 1024;

/**
 * An answer that is no stream, in the words of the door.
 *
 * @throws FaultError
 */
export async function retellWhole(question: RetellQuestion): Promise<Retold> {
  const { reply, target, departure } = question;
  const collected = await collect(withIdleLimit(reply.body, target.deadlines.idleMs), WHOLE_LIMIT_BYTES, departure);
  if (!collected.whole) {
    collected.source.cancel();
    throw new FaultError({ kind: 'unreadable_reply', message: `the provider answered with more than ${WHOLE_LIMIT_BYTES} bytes` });
  }
  const encoding = headerValue(reply.headers, 'content-encoding');
  const bytes = encoding === undefined ? collected.bytes : await decoded(collected.bytes, encoding);
  const answer: Answer = { headers: headerRecord(reply.headers), json: parsed(bytes), bytes };
  const { said, told } = tell(question, answer);
  const media = isMedia(told);
  return {
    reply: {
      status: reply.status,
      headers: [...withoutBodyHeaders(reply.headers), 'content-type', media ? told.contentType : 'application/json'],
      body: wholeSource(media ? Buffer.from(told.bytes) : Buffer.from(withLongNumbers(JSON.stringify(told)))),
    },
    fault: () => undefined,
    usage: () => usageWithTier(said['usage'], said['service_tier']),
  };
}

function tell(
  { through, target, written, strict, door }: RetellQuestion,
  answer: Answer,
): { readonly said: Json; readonly told: Json | Media } {
  const { operation, bridge } = through;
  try {
    const said = hasCodec(operation) ? operation.codec.reply(answer, written.inside) : mended(operation.mend?.reply, answer, target);
    if (isMedia(said)) return { said: {}, told: said };
    if (bridge) return { said, told: bridge.reply(written.restore?.(said) ?? said, written.atDoor) };
    if (door.operation === 'models') return { said, told: oneOf(said, written.atDoor.call['id']) };
    return { said, told: door.operation === 'chat' ? presentChat(said, strict) : said };
  } catch (error) {
    if (isFaultError(error)) throw new FaultError(withProviderName(error.fault, target));
    throw new FaultError({
      kind: 'unreadable_reply',
      message: `${target.provider.id} error: the answer could not be read (${(error as Error).message})`,
    });
  }
}

/** A reply of chat's own, to be told in other words. Some say what went wrong with a status of 200. */
function mended(mend: ((reply: Json) => Json) | undefined, { json }: Answer, target: Target): Json {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new FaultError({ kind: 'unreadable_reply', message: 'the provider answered with a body that is not a JSON object' });
  const reply = json as Json;
  if (reply['error'] !== undefined && reply['error'] !== null && !Array.isArray(reply['choices']))
    throw new FaultError(errorEventFault(reply, target));
  return mend ? mend(reply) : reply;
}

/** Of a list, the model that was asked for by its name; the list where none was. */
function oneOf(list: Json, id: unknown): Json {
  if (typeof id !== 'string' || !Array.isArray(list['data'])) return list;
  const found = (list['data'] as readonly Json[]).find((model) => model['id'] === id);
  if (found) return found;
  throw new FaultError({
    kind: 'model_not_found',
    message: `the provider lists no model "${id}"`,
    param: 'model',
    code: 'model_not_found',
  });
}

const isMedia = (told: Json | Media): told is Media => told['bytes'] instanceof Uint8Array;

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(withMarkedNumbers(bytes.toString('utf8')));
  } catch {
    // Sound, a picture, or nothing that a codec will take.
    return undefined;
  }
}
