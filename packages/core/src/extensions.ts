import { checkFlaw, type Check } from '@sluice/provider-sdk/check';
import { strategyFlaw, type Strategy } from '@sluice/provider-sdk/strategy';
import { isReservedCheckId } from './guards/reserved-ids.ts';
import { isOwnMode } from './strategies/modes.ts';

/** What plugins add to the config language. Each gateway has its own, so that two in one process share none. */
export interface Extensions {
  /** By mode. */
  readonly strategies: ReadonlyMap<string, Strategy>;
  /** By id in lower case. */
  readonly checks: ReadonlyMap<string, Check>;
}

/** The config language as it is without plugins. */
export const NO_EXTENSIONS: Extensions = { strategies: new Map(), checks: new Map() };

/** What plugins gave, ready to be asked; each has been found without flaw, and no two are of one name. */
export const extensionsOf = (given: readonly (Strategy | Check)[]): Extensions => ({
  strategies: new Map(given.flatMap((each) => (each.sort === 'strategy' ? [[each.mode, each] as const] : []))),
  checks: new Map(given.flatMap((each) => (each.sort === 'check' ? [[each.id.toLowerCase(), each] as const] : []))),
});

/** Whether what a plugin exports means to be a strategy or a check. */
export const isExtension = (given: unknown): given is { readonly sort: 'strategy' | 'check' } =>
  typeof given === 'object' && given !== null && 'sort' in given && (given.sort === 'strategy' || given.sort === 'check');

/** By what configs call it; no two that are loaded may have the same: `strategy "cheapest-first"`, `check "acme.no-names"`. */
export const extensionName = (given: Strategy | Check): string =>
  given.sort === 'strategy' ? `strategy "${given.mode}"` : `check "${given.id.toLowerCase()}"`;

/** What keeps a strategy or a check from being loaded, as a sentence without its subject; undefined where nothing does. */
export function extensionFlaw(given: { readonly sort: 'strategy' | 'check' }): string | undefined {
  const flaw = given.sort === 'strategy' ? strategyFlaw(given) : checkFlaw(given);
  if (flaw !== undefined) return flaw;
  if (given.sort === 'strategy') {
    const { mode } = given as Strategy;
    return isOwnMode(mode) ? `has the mode "${mode}", which the gateway has itself: give it another` : undefined;
  }
  const { id } = given as Check;
  return isReservedCheckId(id) ? `has the id "${id}", and what stands before the dot is taken: put a name of your own there` : undefined;
}
