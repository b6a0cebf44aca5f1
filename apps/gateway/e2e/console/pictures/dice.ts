/** Chance that falls the same way each time. */
export interface Dice {
  /** From 0 up to 1. */
  readonly share: () => number;
  /** Around 1, and now and then far above. */
  readonly long: (spread: number) => number;
  readonly of: <Each>(list: readonly Each[]) => Each;
}

export function diceOf(seed: number): Dice {
  let state = seed;
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share());
  return { share, long: (spread) => Math.exp(spread * normal()), of: (list) => list[Math.floor(share() * list.length)]! };
}
