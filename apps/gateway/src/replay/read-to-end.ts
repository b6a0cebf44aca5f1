import type { Departure, Outcome } from '@sluice/core';

/** How an answer that nobody else reads came to its end. */
export interface ReadEnd {
  /** Milliseconds by the clock of `performance.now()`; undefined where nothing came. */
  readonly firstByte: number | undefined;
  readonly whole: boolean;
}

/** Reads an answer to its end, or until nobody wants more of it. */
export function readToEnd(outcome: Outcome, departure: Departure): Promise<ReadEnd> {
  if (outcome.kind !== 'flow') return Promise.resolve({ firstByte: performance.now(), whole: true });
  const { body } = outcome;
  return new Promise((resolve) => {
    let firstByte: number | undefined;
    departure.onGone(() => {
      body.cancel();
      resolve({ firstByte, whole: false });
    });
    body.pipe({
      data: () => void (firstByte ??= performance.now()),
      end: () => resolve({ firstByte, whole: true }),
      fail: () => resolve({ firstByte, whole: false }),
    });
  });
}
