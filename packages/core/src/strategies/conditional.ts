import { FaultError } from '@sluice/provider-sdk';
import type { Query } from '../conditions/query.ts';
import { never, type Strategy } from './strategy.ts';

export interface Conditional {
  readonly mode: 'conditional';
  readonly conditions: readonly Condition[];
  /** The branch for requests that fit no condition. */
  readonly otherwise: number | undefined;
}

export interface Condition {
  readonly query: Query;
  readonly branch: number;
}

/** The branch of the first condition that holds. Wire spec §9.4. */
export const conditional: Strategy<Conditional> = {
  *propose(branches, { conditions, otherwise }, turn) {
    const index = conditions.findIndex(({ query }) => query.holds(turn));
    const branch = index < 0 ? otherwise : conditions[index]!.branch;
    if (branch === undefined) {
      throw new FaultError({
        kind: 'invalid_request',
        message: `No condition of the config fits this request, and there is no default: add "default" with the name of a target (${branches.map(({ name, label }) => name ?? label).join(', ')})`,
        param: 'x-portkey-config',
        code: 'no_condition_met',
      });
    }
    yield {
      branch,
      why: () =>
        index < 0 ? 'no condition holds, so the default' : `conditions[${index}] holds: ${conditions[index]!.query.explain(turn).text}`,
    };
  },
  movesOn: never,
  alternatives: false,
};
