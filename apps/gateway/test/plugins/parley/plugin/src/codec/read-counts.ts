import type { Json } from '@sluice/provider-sdk';
import { countIn, jsonIn, sumOf, usageOf } from '@sluice/provider-sdk/chat';

/** Tokens as OpenAI counts them, where what was recalled is a part of the prompt; undefined where none are told. */
export function readCounts(given: unknown): Json | undefined {
  const meter = jsonIn(given);
  if (!meter) return undefined;
  const cached = countIn(meter['recalled']);
  return usageOf({ prompt: sumOf(countIn(meter['heard']), cached), completion: countIn(meter['spoken']), cached });
}
