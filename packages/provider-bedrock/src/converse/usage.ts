import type { Json } from '@sluice/provider-sdk';
import { countIn, jsonIn, sumOf, usageOf } from '@sluice/provider-sdk/chat';

/** Converse counts what went in without what a cache held (Bedrock user guide, "Prompt caching", read 2026-11). */
export function readUsage(value: unknown): Json | undefined {
  const usage = jsonIn(value);
  if (!usage) return undefined;
  const cached = countIn(usage['cacheReadInputTokens']);
  const cacheWritten = countIn(usage['cacheWriteInputTokens']);
  return usageOf({
    prompt: sumOf(countIn(usage['inputTokens']), cached, cacheWritten),
    completion: countIn(usage['outputTokens']),
    cached,
    cacheWritten,
  });
}
