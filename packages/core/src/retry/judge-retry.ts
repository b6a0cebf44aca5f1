import { retryAfterMs, type FaultKind } from '@sluice/provider-sdk';
import type { Outcome } from '../outcome.ts';
import type { RetryPolicy } from './retry-policy.ts';
import { headerRecord } from '../wire/headers.ts';
import { statusesOf } from './statuses.ts';

/** Try again after a while, or stop and say so: `-1` when a listed status is still there, else how many retries it took. */
export type Verdict = { readonly again: true; readonly waitMs: number } | { readonly again: false; readonly count: number };

/** What has been tried at a target so far. */
export interface Tried {
  readonly outcome: Outcome;
  /** Tries after the first. */
  readonly retries: number;
  /** Milliseconds waited so far between them. */
  readonly waitedMs: number;
  readonly now: number;
}

/** Where the body says that the same request must fail again, the status is no reason to send it. */
const HOPELESS: ReadonlySet<FaultKind> = new Set<FaultKind>(['quota_exhausted', 'content_refused', 'context_too_long', 'cancelled']);

const FIRST_WAIT_MS = 1000;

/** No single wait, nor all of them together, may be longer. */
const LONGEST_WAIT_MS = 60_000;

const GIVEN_UP = { again: false, count: -1 } as const;

/** Whether, and when, the same target is tried again. Wire spec §10: 1, 2, 4, 8, 16 seconds, without chance in it. */
export function judgeRetry({ attempts, onStatusCodes, useRetryAfter }: RetryPolicy, { outcome, retries, waitedMs, now }: Tried): Verdict {
  const listed = statusesOf(outcome).some((status) => onStatusCodes.includes(status));
  const hopeless = outcome.kind === 'failure' && HOPELESS.has(outcome.fault.kind);
  if (!listed || hopeless) return { again: false, count: retries };
  if (retries >= attempts) return GIVEN_UP;
  const asked = useRetryAfter && outcome.status === 429 ? retryAfterMs(headerRecord(outcome.headers), now) : undefined;
  const waitMs = asked ?? FIRST_WAIT_MS * 2 ** retries;
  return waitedMs + waitMs > LONGEST_WAIT_MS ? GIVEN_UP : { again: true, waitMs };
}
