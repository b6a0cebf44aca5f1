import type { Json } from '@sluice/provider-sdk';
import { compact, countIn, usageOf } from '@sluice/provider-sdk/chat';

/** Counts of the last message. `prompt_eval_count` is missing where the whole prompt was still in memory. */
export function readUsage(said: Json): Json | undefined {
  const prompt = countIn(said['prompt_eval_count']);
  const completion = countIn(said['eval_count']);
  return prompt === undefined && completion === undefined ? undefined : usageOf({ prompt, completion });
}

/** How long each step took, in nanoseconds. */
export const readDurations = (said: Json): Json | undefined =>
  compact({
    total_duration: said['total_duration'],
    load_duration: said['load_duration'],
    prompt_eval_duration: said['prompt_eval_duration'],
    eval_duration: said['eval_duration'],
  });

/** Seconds since 1970, of a date in text. */
export function secondsOf(date: unknown): number | undefined {
  const ms = typeof date === 'string' ? Date.parse(date) : NaN;
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
}
