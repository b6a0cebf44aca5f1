import type { Json } from '@sluice/provider-sdk';
import { compact, type ChatCall } from '@sluice/provider-sdk/chat';
import type { Family } from './family.ts';
import type { ThinkingWritten } from './write-thinking.ts';

/** The measures that all models share, in the range that Converse takes: temperatures end at 1. */
export function inferenceConfig(call: ChatCall, family: Family, { maxTokens, noSampling }: ThinkingWritten): Json | undefined {
  const temperature = noSampling || call.temperature === undefined ? undefined : Math.min(call.temperature, 1);
  // Claude after 4 takes one of the two (recorded ValidationException in issue threads, 2025).
  const both = family.name === 'claude' && family.version >= 4.1 && temperature !== undefined;
  const stop = call.stop.filter((each) => (family.name === 'claude' ? each.trim() : each) !== '');
  return compact({
    maxTokens,
    temperature,
    topP: noSampling || both ? undefined : call.topP,
    stopSequences: stop.length > 0 ? stop : undefined,
  });
}

/** `top_k` is not Converse's: each family has its own place for it, and some have none. */
export function topK({ topK: k }: ChatCall, { name }: Family, { noSampling }: ThinkingWritten): Json {
  if (k === undefined || noSampling) return {};
  if (name === 'nova') return { inferenceConfig: { topK: k } };
  if (name === 'cohere') return { k };
  return name === 'llama' || name === 'titan' || name === 'openai' || name === 'gpt-oss' ? {} : { top_k: k };
}
