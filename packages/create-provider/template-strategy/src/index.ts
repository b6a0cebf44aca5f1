import { defineStrategy, type Branch } from '@sluice/provider-sdk/strategy';
import { readOptions, type Options } from './options.ts';

/**
 * Takes the cheapest target that has lately been fast enough, then those that nobody has measured or that are slower, the
 * cheapest first among each. What has no price stands behind what has one.
 */
export default defineStrategy<Options>({
  mode: 'template-slug',
  options: readOptions,
  propose(branches, { atMostMs }, turn) {
    const isSlow = (branch: Branch) => {
      const latencyMs = turn.latencyMs(branch);
      return latencyMs === undefined ? 1 : latencyMs <= atMostMs ? 0 : 2;
    };
    const cost = (branch: Branch) => turn.cost(branch) ?? Infinity;
    return branches
      .toSorted((one, other) => isSlow(one) - isSlow(other) || compare(cost(one), cost(other)))
      .map((branch) => ({ branch: branch.index, why: whyOf(turn.cost(branch), turn.latencyMs(branch)) }));
  },
});

/** Two without a price are equal: the difference of two infinities is no number. */
const compare = (one: number, other: number) => (one === other ? 0 : one - other);

const whyOf = (cost: number | undefined, latencyMs: number | undefined) =>
  `${cost === undefined ? 'no known price' : `$${cost.toFixed(6)}`}, ${latencyMs === undefined ? 'not measured' : `${latencyMs} ms`}`;
