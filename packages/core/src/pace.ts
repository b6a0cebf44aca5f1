import type { Departure } from './wire/departure.ts';

/** The clock and the dice. Handed in, so that a test can hold them still. */
export interface Pace {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** At least 0, below 1. */
  readonly random: () => number;
  /** Resolves after so many milliseconds, and at once when the caller goes. */
  readonly wait: (milliseconds: number, departure: Departure) => Promise<void>;
}

/** The machine's clock and dice. */
export const realPace: Pace = {
  now: () => Date.now(),
  random: () => Math.random(),
  wait: (milliseconds, departure) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      departure.onGone(() => {
        clearTimeout(timer);
        resolve();
      });
    }),
};
