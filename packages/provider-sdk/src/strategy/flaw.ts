import { SPEC } from '../adapter.ts';
import { clipped } from '../plugin-fault.ts';

const MODE = /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/;

/** What keeps a value from being a strategy, as a sentence about it without its subject; undefined where nothing does. */
export function strategyFlaw(given: unknown): string | undefined {
  if (typeof given !== 'object' || given === null) return 'is no strategy: wrap it in defineStrategy()';
  const { spec, sort, mode, options, propose, movesOn, alternatives } = given as Readonly<Record<string, unknown>>;
  if (sort !== 'strategy') return 'is no strategy: wrap it in defineStrategy()';
  if (spec !== SPEC) return `was written for strategy spec ${String(spec)}; this gateway speaks ${SPEC}`;
  if (typeof mode !== 'string' || !MODE.test(mode))
    return `has the mode "${clipped(String(mode))}"; a mode is lower-case letters and digits with dashes or underscores`;
  if (typeof propose !== 'function') return `(strategy "${mode}") has no function "propose"`;
  if (typeof options !== 'function') return `(strategy "${mode}") has "options" that are no function`;
  if (movesOn !== undefined && typeof movesOn !== 'function') return `(strategy "${mode}") has a "movesOn" that is no function`;
  if (typeof alternatives !== 'boolean') return `(strategy "${mode}") has "alternatives" that are neither true nor false`;
  return undefined;
}
