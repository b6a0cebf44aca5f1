import type { Json } from '@sluice/provider-sdk';
import { countIn, jsonIn, listIn, textIn } from '@sluice/provider-sdk/chat';

/**
 * `{"text":…,"token_ids":[…],"logprobs":[…]}` in OpenAI's form. Cohere may put several tokens into one text, which
 * cannot be cut apart again: such a text has the likelihood of them all.
 * Source: cohere-typescript, LogprobItem, 2026-08-18.
 */
export function readLogprobs(given: unknown): Json | undefined {
  const items = (Array.isArray(given) ? listIn(given) : [given]).map(jsonIn).filter((item) => item !== undefined);
  if (items.length === 0) return undefined;
  return {
    content: items.map((item) => {
      const token = textIn(item['text']) ?? '';
      const logprob = listIn(item['logprobs']).reduce<number>((sum, value) => sum + (countIn(value) ?? 0), 0);
      return { token, logprob, bytes: [...Buffer.from(token)], top_logprobs: [] };
    }),
    refusal: null,
  };
}
