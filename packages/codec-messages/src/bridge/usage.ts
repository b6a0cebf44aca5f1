import type { Json } from '@sluice/provider-sdk';
import { compact, countsTold, jsonIn, textIn } from '@sluice/provider-sdk/chat';

/** Chat's counts in the Messages API's words: what the cache had is counted beside `input_tokens`, not in it. */
export function messageUsage(usage: Json | undefined, serviceTier?: unknown): Json {
  const { prompt = 0, completion = 0, cached = 0, cacheWritten = 0, reasoning } = countsTold(usage ?? {});
  const own = { ...usage, ...jsonIn(usage?.['extras']) };
  const tier = textIn(serviceTier) || undefined;
  return {
    input_tokens: Math.max(0, prompt - cached - cacheWritten),
    cache_creation_input_tokens: cacheWritten,
    cache_read_input_tokens: cached,
    output_tokens: completion,
    ...(reasoning !== undefined && { output_tokens_details: { thinking_tokens: reasoning } }),
    ...compact({ cache_creation: own['cache_creation'], server_tool_use: own['server_tool_use'], inference_geo: own['inference_geo'] }),
    ...(tier !== undefined && { service_tier: tier === 'default' ? 'standard' : tier }),
  };
}
