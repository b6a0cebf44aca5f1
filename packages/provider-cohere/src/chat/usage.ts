import type { Json } from '@sluice/provider-sdk';
import { countIn, jsonIn, usageOf } from '@sluice/provider-sdk/chat';

/**
 * `usage`: `tokens` counts all that the model saw, Cohere's own preamble included (553 where 24 are billed; recorded,
 * 2026), and `cached_tokens` is a share of it. What is billed stands beside, as Cohere says it.
 */
export function readUsage(given: unknown): Json | undefined {
  const usage = jsonIn(given);
  const billed = jsonIn(usage?.['billed_units']);
  const tokens = jsonIn(usage?.['tokens']) ?? billed;
  if (!usage || !tokens) return undefined;
  const counted = usageOf({
    prompt: countIn(tokens['input_tokens']),
    completion: countIn(tokens['output_tokens']),
    cached: countIn(usage['cached_tokens']),
    reasoning: countIn(tokens['reasoning_tokens']),
  });
  return billed ? { ...counted, extras: { ...jsonIn(counted['extras']), billed_units: billed } } : counted;
}
