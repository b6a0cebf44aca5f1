/**
 * A plugin's own way to choose among targets, beside those that the gateway has.
 *
 * @module
 */

export { defineStrategy, type StrategyDefinition } from './define.ts';
export { strategyFlaw } from './flaw.ts';
export { movesOnFrom, proposalsOf, readOptions } from './judged.ts';
export type { Branch, Ending, Proposal, Strategy, Turn } from './strategy.ts';
