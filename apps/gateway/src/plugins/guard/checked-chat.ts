import type { Json } from '@sluice/provider-sdk';
import { Garbage, shown } from './checked-wire.ts';
import { plainCopy } from './plain-copy.ts';

/** Chunks that one frame may come to; a frame that comes to more is no frame. */
const MOST_CHUNKS = 10_000;

/** The list that a whole answer of a dialect cannot be without. */
const LISTS: Readonly<Record<string, string>> = {
  'openai-chat': 'choices',
  'openai-completions': 'choices',
  'openai-embeddings': 'data',
  'openai-models': 'data',
};

/** @throws Garbage */
export function checkedReply(dialect: string, given: unknown): Json {
  const reply = objectOf(given, 'a reply');
  const list = LISTS[dialect];
  if (list !== undefined && !isListOfObjects(reply[list])) throw new Garbage(`it gave a reply whose "${list}" is no list of objects`);
  return reply;
}

/** @throws Garbage */
export function checkedChunks(dialect: string, given: unknown): readonly Json[] {
  if (!Array.isArray(given)) throw new Garbage(`it gave ${shown(given)} in place of a list of chunks`);
  if (given.length > MOST_CHUNKS) throw new Garbage(`it made ${given.length} chunks of one frame; more than ${MOST_CHUNKS} are not taken`);
  return given.map((chunk: unknown) => {
    const plain = objectOf(chunk, 'a chunk');
    const { choices } = plain;
    if (dialect === 'openai-chat' && choices !== undefined && !isListOfObjects(choices))
      throw new Garbage('it gave a chunk whose "choices" is no list of objects');
    return plain;
  });
}

function objectOf(given: unknown, what: string): Json {
  const plain = plainCopy(given);
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) throw new Garbage(`it gave ${shown(given)} in place of ${what}`);
  return plain as Json;
}

const isListOfObjects = (value: unknown): boolean =>
  Array.isArray(value) && value.every((each) => typeof each === 'object' && each !== null && !Array.isArray(each));
