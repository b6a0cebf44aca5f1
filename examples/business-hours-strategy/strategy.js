import { defineStrategy } from '@sluice/provider-sdk/strategy';
import { isWithin, readHours } from './hours.js';

/** @import { Branch, Turn } from '@sluice/provider-sdk/strategy' */

/**
 * Within business hours people wait for an answer, and the targets are taken in the order of the config: the best first. Outside them
 * it is batch jobs that ask, and the cheapest goes first. A request that says `metadata.urgent: "yes"` never waits for the morning.
 */
export default defineStrategy({
  mode: 'business-hours',
  options: readHours,
  *propose(branches, hours, turn) {
    const urgent = turn.value('metadata.urgent') === 'yes';
    if (urgent || isWithin(hours, turn.now())) {
      const why = urgent ? 'the request is urgent' : `it is within ${hours.told}`;
      for (const { index } of branches) yield { branch: index, why: `${why}: in the order of the config` };
    } else {
      for (const { index, cost } of byCost(branches, turn))
        yield {
          branch: index,
          why: `it is outside ${hours.told}: ${cost === undefined ? 'its price is unknown' : `about $${cost.toPrecision(2)}`}`,
        };
    }
  },
});

/**
 * The cheapest first; what nobody knows the price of comes last, in the order of the config.
 *
 * @param {readonly Branch[]} branches
 * @param {Turn} turn
 */
const byCost = (branches, turn) =>
  branches
    .map((branch) => ({ index: branch.index, cost: turn.cost(branch) }))
    .sort((one, other) => (one.cost ?? Infinity) - (other.cost ?? Infinity) || one.index - other.index);
