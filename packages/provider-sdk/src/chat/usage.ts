import type { Json } from '../codec.ts';
import { numberOf } from '../json/index.ts';

/** Token counts as a provider tells them. What it does not tell is left out. */
export interface Counts {
  /** All that went in, what was read from or written to a cache included. */
  readonly prompt?: number | undefined;
  /** All that came out, thinking included. */
  readonly completion?: number | undefined;
  /** Of the prompt: read from a cache. */
  readonly cached?: number | undefined;
  /** Of the prompt: written to a cache. */
  readonly cacheWritten?: number | undefined;
  /** Of the completion: thinking. */
  readonly reasoning?: number | undefined;
  /** Of the prompt: sound. */
  readonly audioIn?: number | undefined;
  /** Of the completion: sound. */
  readonly audioOut?: number | undefined;
}

/**
 * Token counts in OpenAI's form. The total is the sum. The Messages API's names for the cache stand beside: who
 * wants OpenAI's own alone is not shown them (see `extras`).
 */
export function usageOf({ prompt = 0, completion = 0, cached, cacheWritten, reasoning, audioIn, audioOut }: Counts): Json {
  const inDetail = compact({ cached_tokens: cached, cache_write_tokens: cacheWritten, audio_tokens: audioIn });
  const outDetail = compact({ reasoning_tokens: reasoning, audio_tokens: audioOut });
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    ...(inDetail && { prompt_tokens_details: inDetail }),
    ...(outDetail && { completion_tokens_details: outDetail }),
    ...((cached !== undefined || cacheWritten !== undefined) && {
      extras: { cache_read_input_tokens: cached ?? 0, cache_creation_input_tokens: cacheWritten ?? 0 },
    }),
  };
}

/** The members that have a value; undefined where none has. */
export function compact(members: Json): Json | undefined {
  const given = Object.entries(members).filter(([, value]) => value !== undefined);
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

/** A count, where there is one. */
export const countIn = (value: unknown): number | undefined => numberOf(value);

/** The sum of the counts that are there; undefined where none is. */
export const sumOf = (...values: readonly (number | undefined)[]): number | undefined =>
  values.every((value) => value === undefined) ? undefined : values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
