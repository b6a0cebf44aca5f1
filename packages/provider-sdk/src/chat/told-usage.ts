import type { Json } from '../codec.ts';
import { jsonIn, listIn } from './members.ts';
import { countIn, sumOf, type Counts } from './usage.ts';

/**
 * The counts in a chunk or a reply of a provider of OpenAI's dialect, wherever it puts them: beside the choices, in
 * one of them (Moonshot), or under `x_groq`. Source: recorded streams, 2024–2026.
 */
export const usageTold = (said: Json): Json | undefined =>
  jsonIn(said['usage']) ?? jsonIn(jsonIn(said['x_groq'])?.['usage']) ?? jsonIn(jsonIn(listIn(said['choices'])[0])?.['usage']);

/**
 * Such counts with what providers call otherwise put right: the cache under any of its names, and thinking that is
 * counted beside the completion, or a cache beside the prompt, put into it. Source: recorded usage of xAI, DeepSeek,
 * Mistral and Moonshot, 2025–2026.
 */
export function countsTold(usage: Json): Counts {
  const inDetail = jsonIn(usage['prompt_tokens_details']) ?? jsonIn(usage['prompt_token_details']) ?? {};
  const outDetail = jsonIn(usage['completion_tokens_details']) ?? {};
  const own = { ...usage, ...jsonIn(usage['extras']) };
  const cached =
    countIn(inDetail['cached_tokens']) ??
    countIn(own['cached_tokens']) ??
    countIn(own['prompt_cache_hit_tokens']) ??
    countIn(own['num_cached_tokens']) ??
    countIn(own['cache_read_input_tokens']);
  const cacheWritten =
    countIn(inDetail['cache_write_tokens']) ??
    countIn(inDetail['cache_creation_input_tokens']) ??
    countIn(own['cache_creation_input_tokens']);
  const reasoning = countIn(outDetail['reasoning_tokens']) ?? countIn(own['reasoning_tokens']);
  const told = countIn(usage['prompt_tokens']);
  const prompt = cached !== undefined && told !== undefined && cached > told ? told + cached : told;
  return {
    prompt,
    completion: completionOf(countIn(usage['completion_tokens']), reasoning, prompt, countIn(usage['total_tokens'])),
    cached,
    cacheWritten,
    reasoning,
    audioIn: countIn(inDetail['audio_tokens']),
    audioOut: countIn(outDetail['audio_tokens']),
  };
}

/** Thinking is part of what came out. That some do not count it there shows in its being more, or in their total. */
function completionOf(completion = 0, reasoning = 0, prompt = 0, total: number | undefined): number {
  const all = sumOf(completion, reasoning)!;
  return reasoning > completion || (reasoning > 0 && total === prompt + all) ? all : completion;
}
