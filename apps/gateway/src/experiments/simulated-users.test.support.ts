import type { Measure, Moments, VariantMoments } from '@sluice/store/logs';

// Millions of numbers are drawn, and a test's own globals are looked up slowly.
const { ceil, cos, exp, floor, imul, log, max, min, PI, round, sqrt } = Math;

/** Random numbers that are the same in every run. */
export interface Dice {
  /** From 0 to below 1. */
  even(): number;
  /** Around 0, with a spread of 1. */
  normal(): number;
}

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const even = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { even, normal: () => sqrt(-2 * log(1 - even())) * cos(2 * PI * even()) };
}

/** What a variant does to its users, as a factor of what others get. */
export interface Effect {
  readonly ms?: number;
  readonly cost?: number;
  readonly errors?: number;
}

/** One user's sums. */
interface Unit {
  requests: number;
  errors: number;
  ms: number;
  logMs: number;
  tokens: number;
  cost: number;
  value: number;
  weight: number;
}

/**
 * A user as they are: a few ask much and most ask little; some are slow in all they do, some meet nearly all the errors, and now
 * and then an answer takes thirty times as long as others.
 */
export function userOf(dice: Dice, { ms = 1, cost = 1, errors = 1 }: Effect): Unit {
  const unit: Unit = { requests: 0, errors: 0, ms: 0, logMs: 0, tokens: 0, cost: 0, value: 0, weight: 0 };
  const slow = exp(0.5 * dice.normal());
  const wordy = exp(0.6 * dice.normal());
  const failing = (dice.even() < 0.1 ? 0.3 : 0.01) * errors;
  const mood = 3 * dice.normal();
  const asks = min(200, 1 + floor(exp(1 + dice.normal())));
  for (let request = 0; request < asks; request += 1) {
    const hangs = dice.even() < 0.01 ? 30 : 1;
    const took = 800 * slow * hangs * ms * exp(0.9 * dice.normal());
    const tokens = ceil(400 * wordy * exp(0.8 * dice.normal()));
    unit.requests += 1;
    unit.errors += dice.even() < failing ? 1 : 0;
    unit.ms += took;
    unit.logMs += log(took);
    unit.tokens += tokens;
    unit.cost += tokens * 0.000_002 * cost;
    if (dice.even() >= 0.2) continue;
    unit.value += max(-10, min(10, round(mood + 2 * dice.normal())));
    unit.weight += 1;
  }
  return unit;
}

/** What the log store would tell of these users. */
export function momentsOf(variant: string, units: readonly Unit[]): VariantMoments {
  const sums = (pairOf: (unit: Unit) => readonly [x: number, y: number]): Moments => {
    const moments = { units: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
    for (const unit of units) {
      const [x, y] = pairOf(unit);
      if (x === 0) continue;
      moments.units += 1;
      moments.x += x;
      moments.y += y;
      moments.xx += x * x;
      moments.yy += y * y;
      moments.xy += x * y;
    }
    return moments;
  };
  const of: Record<Measure, Moments> = {
    requests: sums(({ requests }) => [1, requests]),
    errors: sums(({ requests, errors }) => [requests, errors]),
    ms: sums(({ requests, ms }) => [requests, ms]),
    logMs: sums(({ requests, logMs }) => [requests, logMs]),
    tokens: sums(({ requests, tokens }) => [requests, tokens]),
    cost: sums(({ requests, cost }) => [requests, cost]),
    feedback: sums(({ weight, value }) => [weight, value]),
  };
  return {
    variant,
    requests: of.requests.y,
    nameless: 0,
    unitsWithErrors: units.filter(({ errors }) => errors > 0).length,
    unitsWithFeedback: of.feedback.units,
    of,
  };
}

export interface Draw {
  readonly users: number;
  /** Of the variant that is not the control: 0.5 for halves. */
  readonly share: number;
  readonly effect?: Effect;
}

/** One run of an experiment: users by chance into `control` and `treatment`. */
export function runOf(dice: Dice, { users, share, effect = {} }: Draw): readonly VariantMoments[] {
  const drawn: Record<'control' | 'treatment', Unit[]> = { control: [], treatment: [] };
  for (let user = 0; user < users; user += 1) {
    const treated = dice.even() < share;
    drawn[treated ? 'treatment' : 'control'].push(userOf(dice, treated ? effect : {}));
  }
  return [momentsOf('control', drawn.control), momentsOf('treatment', drawn.treatment)];
}
