import type { Json } from '../support/stand-ins/json.ts';
import type { Streamed, Told } from '../support/stand-ins/answers/told.ts';

/** What each door is asked, by hand in its own words. */
export interface Requests {
  readonly text: Json;
  readonly tools: Json;
  readonly image: Json;
  readonly schema: Json;
  /** Every way in which this door asks to think. */
  readonly reasoning: readonly Json[];
  readonly cached: Json;
  /** The second turn: what was told goes back, with the answer to each call. */
  readonly toolResult: (told: Told, results: readonly string[]) => Json;
}

/** How an answer is to be read. */
export interface Reading {
  /** The provider speaks the door's language itself, and its bytes pass. */
  readonly direct: boolean;
  /** OpenAI's own set of words alone is asked for. */
  readonly strict: boolean;
}

/** One of the addresses that answer conversations, as its clients see it. */
export interface Door {
  readonly name: 'chat' | 'messages' | 'responses';
  readonly path: string;
  readonly requests: Requests;
  /** Makes a request a streaming one that counts its tokens. */
  readonly streaming: Json;
  /** Whether this door's language has marks for a cache. */
  readonly marks: boolean;
  readonly read: (body: unknown, reading: Reading) => Told;
  readonly readStream: (text: string, reading: Reading) => Streamed;
  /** Whether a piece of a stream says something that the caller sees. */
  readonly says: (text: string) => boolean;
}

/** A picture of one dot. */
export const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export const LOOK = {
  name: 'look',
  description: 'Looks at the weather of a city.',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string', description: 'Its name' } },
    required: ['city'],
    additionalProperties: false,
  },
};

export const CITY = {
  type: 'object',
  properties: { city: { type: 'string' }, people: { type: 'integer' } },
  required: ['city', 'people'],
  additionalProperties: false,
};
