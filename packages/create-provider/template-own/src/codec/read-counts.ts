import type { Json } from '@sluice/provider-sdk';
import { countIn, jsonIn, usageOf } from '@sluice/provider-sdk/chat';

/** Tokens as OpenAI counts them; undefined where none are told, which is not the same as zero. */
export function readCounts(given: unknown): Json | undefined {
  const counted = jsonIn(given);
  return counted && usageOf({ prompt: countIn(counted['read']), completion: countIn(counted['written']) });
}
