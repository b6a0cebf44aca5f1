import type { Fault, WireFailure } from '@sluice/provider-sdk';
import { readLooseFault } from '@sluice/provider-sdk/openai';

/** Where no other wait is told, the seconds to the next window are. Source: docs.together.ai, rate limits, as of 2026-11. */
export function readFault(failure: WireFailure): Fault {
  const fault = readLooseFault(failure);
  const text = failure.headers['x-ratelimit-reset']?.trim();
  const seconds = failure.status === 429 && text ? Number(text) : NaN;
  return { ...fault, retryAfterMs: fault.retryAfterMs ?? (seconds >= 0 ? Math.round(seconds * 1000) : undefined) };
}
