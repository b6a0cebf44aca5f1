/**
 * The kit as Jest tests: one call, and each feature of each surface is a test.
 *
 * @module
 */

export { describeCheck } from './describe-check.ts';
export { describeProvider, type ProviderTests } from './describe-provider.ts';
export { describeStrategy } from './describe-strategy.ts';
export type { CheckCase } from '../extensions/check.ts';
export type { StrategyCase } from '../extensions/strategy.ts';
