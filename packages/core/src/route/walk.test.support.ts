import type { TargetConfig } from '../config/config.ts';
import type { Chance } from '../draft-request.ts';
import type { Outcome } from '../outcome.ts';
import { chooserFor } from '../strategies/index.ts';
import type { Turn } from '../strategies/strategy.ts';
import { turnOf } from '../strategies/turn.test.support.ts';
import { Departure } from '../wire/departure.ts';
import type { Answered } from './answered.ts';
import { Journal } from './journal.ts';
import type { Walk } from './walk.ts';

/** Labels and the chances with which they were asked, in order. */
export interface Asked {
  readonly target: string;
  readonly chance: Chance;
}

export interface WalkGiven {
  /** What becomes of a target that is asked. */
  readonly does: (target: string, chance: Chance) => Outcome | Promise<Outcome>;
  readonly turn?: Turn;
  /** Targets that should not be asked, and why. */
  readonly lacks?: Readonly<Record<string, string>>;
}

export const answerFrom = (target: string, outcome: Outcome): Answered => ({
  outcome,
  target,
  provider: 'acme',
  virtualKey: undefined,
  prompt: undefined,
  model: 'new',
  streamed: false,
  retries: 0,
  cache: 'DISABLED',
  substituted: undefined,
});

/** A world in which targets do as they are told, and all that happens is written down. */
export function walkOf({ does, turn = turnOf(), lacks = {} }: WalkGiven) {
  const asked: Asked[] = [];
  const journal = new Journal();
  const walk: Walk = {
    turn,
    journal,
    once: false,
    movesOn: (fork, { outcome }) => chooserFor(fork).movesOn(outcome),
    lackOf: ({ label }: TargetConfig) => (lacks[label] === undefined ? undefined : { certain: false, reason: lacks[label] }),
    async ask({ label }, chance) {
      asked.push({ target: label, chance });
      return answerFrom(label, await does(label, chance));
    },
  };
  return { walk, asked, labels: () => asked.map(({ target }) => target), steps: () => journal.steps };
}

/** A caller that waits, with nothing else to fall back on. */
export const chanceOf = (changes: Partial<Chance> = {}): Chance => ({
  target: false,
  retry: false,
  continues: false,
  departure: new Departure(),
  ...changes,
});

/** An answer that is still coming, and whether somebody hung up on it. */
export function flowing(status = 200) {
  let cancelled = false;
  const outcome: Outcome = {
    kind: 'flow',
    status,
    headers: [],
    body: { pipe() {}, pause() {}, resume() {}, cancel: () => (cancelled = true) },
    ended: () => ({ fault: undefined, usage: undefined }),
  };
  return { outcome, cancelled: () => cancelled };
}
