import type { ConfigNode } from '../config/config.ts';
import type { Candidate, Turn } from './strategy.ts';

export interface TurnGiven {
  /** What is drawn, in turn. A strategy that draws more than this fails its test. */
  readonly draws?: readonly number[];
  readonly random?: () => number;
  /** What the request says, by name. */
  readonly values?: Readonly<Record<string, unknown>>;
  readonly latencyMs?: (branch: ConfigNode) => number | undefined;
  readonly cost?: (branch: ConfigNode) => number | undefined;
  readonly sticky?: Turn['sticky'];
  readonly known?: Turn['known'];
}

const unasked = (what: string) => (): never => {
  throw new Error(`nobody was to ask for ${what}`);
};

/** A request as strategies see it, with nothing in it that is not said. */
export function turnOf({ draws = [], values = {}, ...given }: TurnGiven = {}): Turn {
  const left = [...draws];
  return {
    random: given.random ?? (() => left.shift() ?? unasked('another draw')()),
    now: unasked('the clock'),
    wait: unasked('time'),
    value: (name) => values[name],
    sticky: given.sticky ?? unasked('what is kept'),
    latencyMs: given.latencyMs ?? unasked('latencies'),
    cost: given.cost ?? unasked('prices'),
    known: given.known ?? unasked('who is behind a branch'),
  };
}

export const branchesOf = (candidates: Iterable<Candidate>): number[] => Array.from(candidates, ({ branch }) => branch);

/** Why each was proposed. */
export const whysOf = (candidates: Iterable<Candidate>): string[] => Array.from(candidates, (candidate) => candidate.why());

export const firstOf = (candidates: Iterable<Candidate>): Candidate => {
  for (const candidate of candidates) return candidate;
  throw new Error('nothing was proposed');
};

/** Dice that fall the same way in every run (mulberry32). */
export function seededDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How far counts are from their shares: Pearson's chi-square. */
export function chiSquare(counts: readonly number[], shares: readonly number[]): number {
  const drawn = counts.reduce((sum, count) => sum + count, 0);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  return shares.reduce((sum, share, index) => {
    const expected = (drawn * share) / whole;
    return sum + ((counts[index] ?? 0) - expected) ** 2 / expected;
  }, 0);
}

/** Honest draws among three branches are further off than this once in a thousand million times: with two degrees of freedom the quantile is a logarithm. */
export const FAR_OFF_AMONG_THREE = -2 * Math.log(1e-9);
