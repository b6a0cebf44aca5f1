import { describeStrategy } from '@sluice/provider-testkit/jest';
import strategy from './index.ts';

describeStrategy(strategy, [
  { name: 'takes the cheapest of those that are fast', latencyMs: [200, 300, 250], cost: [0.003, 0.001, 0.002], proposes: [1, 2, 0] },
  {
    name: 'puts the slow one last, however cheap it is',
    options: { at_most_ms: 500 },
    latencyMs: [200, 900, 250],
    cost: [0.003, 0.001, 0.002],
    proposes: [2, 0, 1],
    because: ['$0.002000, 250 ms'],
  },
  { name: 'puts what nobody has measured between the two', latencyMs: [5000, undefined, 250], cost: [1, 1, 1], proposes: [2, 1, 0] },
  { name: 'puts what has no price behind what has one', latencyMs: [1, 1, 1], cost: [undefined, 2, undefined], proposes: [1, 0, 2] },
  { name: 'takes a limit above 0 only', options: { at_most_ms: 0 }, refusesOptions: 'must be a number of milliseconds' },
  { name: 'takes no option that it does not know', options: { at_most: 5 }, refusesOptions: '"at_most" is none of its options' },
]);
