import type { Taker } from './tape.ts';

/** One exchange for several recordings: one that has no room for it is the only one that goes without. */
export function together(takers: readonly Taker[]): Taker | undefined {
  if (takers.length <= 1) return takers[0];
  let left = takers;
  return {
    hold(bytes) {
      left = left.filter((taker) => {
        if (taker.hold(bytes)) return true;
        taker.left();
        return false;
      });
      return left.length > 0;
    },
    done(heard) {
      for (const taker of left) taker.done(heard);
    },
    left() {
      for (const taker of left) taker.left();
    },
  };
}
