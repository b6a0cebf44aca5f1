import { ranked } from './ranked.ts';
import { never, type Strategy } from './strategy.ts';

export interface LowestCost {
  readonly mode: 'lowest_cost';
}

/** Whoever does it for least by estimate. An unknown price is no low price: those come last. */
export const lowestCost: Strategy<LowestCost> = {
  propose: (branches, _options, turn) =>
    ranked(
      branches,
      (branch) => turn.cost(branch) ?? Number.MAX_VALUE,
      (_branch, dollars) => (dollars === Number.MAX_VALUE ? 'its price is not known' : `about $${dollars.toPrecision(3)} for this request`),
    ),
  movesOn: never,
  alternatives: true,
};
