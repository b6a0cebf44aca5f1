import type { Answer, Json, Media } from '../codec.ts';
import { withMarkedNumbers } from '../json/index.ts';
import type { SameDialect } from '../operation.ts';
import { collect } from './byte-reader.ts';
import type { Answered, CallableOperation } from './client.ts';
import type { Means } from './means.ts';
import { failureIn } from './read-failure.ts';
import type { WireReply } from './send.ts';
import { shownChat } from './shown-chat.ts';
import { byReader, saidBy } from './told-fault.ts';
import { unmarked } from './unmarked.ts';
import type { WrittenRequest } from './written-request.ts';

/** An answer is held whole: up to the size of any that has pictures in it. */
const MOST_BYTES = 128 * 1024 * 1024;

/** Answered with sound, or with words in any of several formats. */
const MAY_BE_NO_JSON: ReadonlySet<CallableOperation> = new Set<CallableOperation>(['speech', 'transcriptions', 'translations']);

/** What an answer has in it, one or the other; a reply with an error and none of them is a failure, whatever its status. */
const OF_AN_ANSWER = ['choices', 'data', 'output', 'results', 'content', 'text'] as const;

/**
 * An answer that is no stream.
 *
 * @throws FaultError where it is a failure in spite of its status, or cannot be read.
 */
export async function readWhole(
  { headers, body }: WireReply,
  { operation, asked }: WrittenRequest,
  name: CallableOperation,
  means: Means,
): Promise<Answered> {
  const bytes = await collect(body, MOST_BYTES);
  const { codec } = operation;
  if (codec) {
    const answer: Answer = { headers, json: parsed(bytes, withMarkedNumbers), bytes };
    const told = byReader(means, () => codec.reply(answer, asked));
    if (isMedia(told)) return { kind: 'media', ...told };
    return { kind: 'json', json: unmarked(name === 'chat' ? shownChat(told) : told) };
  }
  const type = headers['content-type'] ?? '';
  if (MAY_BE_NO_JSON.has(name) && !type.startsWith('application/json')) return { kind: 'media', contentType: type, bytes };
  return { kind: 'json', json: ownWords(parsed(bytes), operation as SameDialect, means) };
}

/** A reply in the dialect's words, mended where the provider has others. */
function ownWords(reply: unknown, { mend }: SameDialect, means: Means): Json {
  if (!isJson(reply))
    throw saidBy(means, { kind: 'unreadable_reply', message: 'the provider answered with a body that is not a JSON object' });
  const { error } = reply;
  if (error !== undefined && error !== null && !OF_AN_ANSWER.some((member) => member in reply)) throw failureIn(reply, means);
  return mend?.reply ? byReader(means, () => mend.reply!(reply)) : reply;
}

function parsed(bytes: Uint8Array, marked = (text: string) => text): unknown {
  try {
    return JSON.parse(marked(new TextDecoder().decode(bytes)));
  } catch {
    // Sound, a picture, or nothing that anybody will take.
    return undefined;
  }
}

const isMedia = (told: Json | Media): told is Media => told['bytes'] instanceof Uint8Array;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
