import type { Json } from '@sluice/provider-sdk';
import { compact, countIn, jsonIn, sumOf, usageOf, type Counts } from '@sluice/provider-sdk/chat';

/** Counts of this format's own that have no place in chat's. */
const OWN: readonly string[] = ['cache_creation', 'server_tool_use', 'inference_geo', 'iterations'];

/** `usage` in chat's own form. What goes into or comes out of the cache is beside `input_tokens`, not in it. */
export function chatUsage(usage: unknown): Json | undefined {
  const told = jsonIn(usage);
  if (!told) return undefined;
  const cached = countIn(told['cache_read_input_tokens']);
  const cacheWritten = countIn(told['cache_creation_input_tokens']);
  const counts: Counts = {
    prompt: sumOf(countIn(told['input_tokens']), cached, cacheWritten),
    completion: countIn(told['output_tokens']),
    cached,
    cacheWritten,
    reasoning: countIn(jsonIn(told['output_tokens_details'])?.['thinking_tokens']),
  };
  const written = usageOf(counts);
  const own = compact(Object.fromEntries(OWN.map((name) => [name, told[name] ?? undefined])));
  return own ? { ...written, extras: { ...jsonIn(written['extras']), ...own } } : written;
}

/** The counts of a stream's events, the latest word for each. */
export function laterUsage(before: Json | undefined, later: unknown): Json | undefined {
  const told = jsonIn(later);
  if (!told) return before;
  return { ...before, ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null)) };
}

/** The tier that served, in OpenAI's word where it has one. */
export function tierTold(usage: unknown): string | undefined {
  const tier = jsonIn(usage)?.['service_tier'];
  return tier === 'standard' ? 'default' : typeof tier === 'string' ? tier : undefined;
}
