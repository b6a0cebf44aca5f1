import type { FaultKind } from '@sluice/provider-sdk';
import type { Outcome } from '../outcome.ts';
import { statusesOf } from '../retry/statuses.ts';
import type { Strategy } from './strategy.ts';

export interface Fallback {
  readonly mode: 'fallback';
  /** The next target is taken on these and on nothing else; undefined is every status but 2xx. */
  readonly onStatusCodes: readonly number[] | undefined;
  /** Likewise by what went wrong. */
  readonly onFaultKinds: readonly FaultKind[] | undefined;
  /** The next target is asked as well when one has not answered for so long; undefined is never. */
  readonly hedgeAfterMs: number | undefined;
}

/** Faults that no other target can mend: nobody waits any more, or it is the gateway that said no. */
const FINAL: ReadonlySet<FaultKind> = new Set<FaultKind>(['cancelled', 'internal', 'loop_detected', 'not_built']);

/** One target after another until one answers well. Wire spec §9.2, and the contract's small print. */
export const fallback: Strategy<Fallback> = {
  *propose(branches, { hedgeAfterMs }) {
    const late = hedgeAfterMs === undefined ? '' : `, or not within ${hedgeAfterMs} ms`;
    const next = `what stands before it did not answer well${late}`;
    for (let branch = 0; branch < branches.length; branch++)
      yield { branch, why: () => (branch === 0 ? 'fallback begins with the first target' : next) };
  },
  movesOn(outcome, { onStatusCodes, onFaultKinds }) {
    if (noTargetMends(outcome)) return false;
    const kind = outcome.kind === 'failure' ? outcome.fault.kind : undefined;
    if (onStatusCodes || onFaultKinds) {
      if (kind !== undefined && onFaultKinds?.includes(kind)) return true;
      return statusesOf(outcome).some((status) => onStatusCodes?.includes(status) === true);
    }
    // A refused prompt is not shopped around.
    return !answersWell(outcome) && kind !== 'content_refused';
  },
  alternatives: true,
};

/** Whether nobody need be asked any more, whatever a strategy thinks. */
export const noTargetMends = (outcome: Outcome): boolean => outcome.kind === 'failure' && FINAL.has(outcome.fault.kind);

const answersWell = ({ kind, status }: Outcome) => kind === 'joined' || (status >= 200 && status <= 299);
