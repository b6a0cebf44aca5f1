import type { Fault, WireFailure } from '@sluice/provider-sdk';
import { looseFaultReader } from '@sluice/provider-sdk/openai';

const read = looseFaultReader({ context_length_exceeded: 'context_too_long', queue_exceeded: 'overloaded' });

/** The windows that are counted, by the ends of their headers' names. */
const WINDOWS = ['requests-day', 'tokens-minute', 'requests-minute', 'requests-hour', 'tokens-hour', 'tokens-day'] as const;

/**
 * Reads a failure, which stands in the body without an `error` around it. How long to wait is told in seconds for each window;
 * the one that is used up counts, and the shortest where none says that it is.
 * Source: inference-docs.cerebras.ai, rate limits, as of 2026-11; recorded headers, 2025.
 */
export function readFault(failure: WireFailure): Fault {
  const fault = read(failure);
  return { ...fault, retryAfterMs: fault.retryAfterMs ?? (failure.status === 429 ? untilReset(failure.headers) : undefined) };
}

function untilReset(headers: WireFailure['headers']): number | undefined {
  const windows = WINDOWS.flatMap((name) => {
    const text = headers[`x-ratelimit-reset-${name}`]?.trim();
    const seconds = text ? Number(text) : NaN;
    return seconds >= 0 ? [{ ms: Math.round(seconds * 1000), usedUp: headers[`x-ratelimit-remaining-${name}`]?.trim() === '0' }] : [];
  });
  const usedUp = windows.filter((window) => window.usedUp).map(({ ms }) => ms);
  if (usedUp.length > 0) return Math.max(...usedUp);
  return windows.length > 0 ? Math.min(...windows.map(({ ms }) => ms)) : undefined;
}
