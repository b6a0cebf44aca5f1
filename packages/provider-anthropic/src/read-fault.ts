import { readMessagesFault } from '@sluice/codec-messages';
import { retryAfterMs, type Fault, type WireFailure } from '@sluice/provider-sdk';

/** Reads a failure, and how long to wait where that is told. */
export function readFault({ status, headers, body }: WireFailure): Fault {
  const fault = readMessagesFault(body, status);
  const after = retryAfterMs(headers) ?? (status === 429 ? untilResetMs(headers) : undefined);
  return after === undefined ? fault : { ...fault, retryAfterMs: after };
}

const RESET = /^anthropic-(?:ratelimit|priority)-(.+)-reset$/;

/**
 * Limits are told with the moment, in RFC 3339, at which they are whole again; the one that is used up is the one to
 * wait for. Source: anthropic-sdk-typescript, 2026-08-19, and recorded headers.
 */
function untilResetMs(headers: Readonly<Record<string, string>>): number | undefined {
  // The provider's own clock, where it tells the time, is the one that its moments are meant by.
  const told = Date.parse(headers['date'] ?? '');
  const now = Number.isNaN(told) ? Date.now() : told;
  const waits = Object.entries(headers)
    .filter(([name]) => RESET.test(name) && headers[name.replace(/-reset$/, '-remaining')] === '0')
    .map(([, moment]) => Date.parse(moment) - now)
    .filter((wait) => !Number.isNaN(wait));
  return waits.length === 0 ? undefined : Math.max(0, ...waits);
}
