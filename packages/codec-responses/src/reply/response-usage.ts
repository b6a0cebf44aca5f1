import type { Json } from '@sluice/provider-sdk';
import { countsTold } from '@sluice/provider-sdk/chat';

/** Chat's counts under this API's names; null where there are none. */
export function responseUsage(usage: Json | undefined): Json | null {
  if (!usage) return null;
  const { prompt = 0, completion = 0, cached = 0, cacheWritten = 0, reasoning = 0 } = countsTold(usage);
  return {
    input_tokens: prompt,
    input_tokens_details: { cached_tokens: cached, cache_write_tokens: cacheWritten },
    output_tokens: completion,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: prompt + completion,
  };
}
