import { createHash } from 'node:crypto';
import type { ConfigNode } from '../config/config.ts';
import { never, type Strategy } from './strategy.ts';
import { drawable } from './weighted.ts';

/** How an experiment divides users among its variants. */
export interface Split {
  readonly mode: 'split';
  /** Told apart from other experiments by this, so that nobody who is in one is always in the same half of the next. */
  readonly experiment: string;
  /** Where the user stands: the first of these that the request says anything under. */
  readonly by: readonly string[];
}

/** What a variant is called: its name, else its place. */
export const variantOf = ({ name, label }: ConfigNode): string => name ?? label;

/**
 * An experiment: each user gets one of the variants by weight, and always the same one, on every machine and after
 * every restart, because nothing but the user's name decides. When weights change only those move who have to
 * (weighted rendezvous hashing). A request without a user is drawn by chance.
 */
export const split: Strategy<Split> = {
  *propose(branches, { experiment, by }, turn) {
    const user = by.map((field) => turn.value(field)).find((value) => value !== undefined && value !== null && value !== '');
    const scored = drawable(branches)
      .map(({ branch, weight }) => {
        const chance = user === undefined ? turn.random() : hashed(experiment, variantOf(branches[branch]!), asText(user));
        // The largest of these wins with a probability that is its share of the weights.
        return { branch, weight, score: -weight / Math.log(Math.max(chance, Number.MIN_VALUE)) };
      })
      .toSorted((left, right) => right.score - left.score);
    for (const { branch, weight } of scored)
      yield {
        branch,
        why: () =>
          user === undefined ? `no user is named, so drawn by weight ${weight}` : `the user's place in "${experiment}" by weight ${weight}`,
      };
  },
  movesOn: never,
  alternatives: true,
};

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** Evenly spread above 0 and below 1. */
function hashed(...parts: readonly string[]): number {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  return (digest.readUIntBE(0, 6) + 0.5) / 2 ** 48;
}
