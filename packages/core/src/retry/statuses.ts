import type { Outcome } from '../outcome.ts';

const REFUSED_BY_PORTKEY = 500;

/**
 * The statuses by which a config may mean an outcome: its own, and 500 for a provider that could not be reached, which is what
 * Portkey calls that. Wire spec §10.
 */
export function statusesOf(outcome: Outcome): readonly number[] {
  const unreached = outcome.kind === 'failure' && (outcome.fault.kind === 'unreachable' || outcome.fault.kind === 'unreadable_reply');
  return unreached ? [outcome.status, REFUSED_BY_PORTKEY] : [outcome.status];
}
