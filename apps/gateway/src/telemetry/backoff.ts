const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
/** Whoever asks for more than this is asked sooner. */
const LONGEST_ASKED_MS = 5 * 60_000;

/**
 * How long to wait before the next try, in milliseconds: as long as we are asked to, else twice as long as the last time, and
 * not all at the same moment.
 *
 * @param failures So far, from 1.
 * @param draw From 0 to below 1.
 */
export function backoffMs(failures: number, askedMs: number | undefined, draw: number): number {
  if (askedMs !== undefined) return Math.min(askedMs, LONGEST_ASKED_MS);
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  return whole / 2 + (whole / 2) * draw;
}

/** Statuses after which the same may be told again; after all others it would be refused again. */
export const worthAnotherTry = (status: number): boolean => status === 408 || status === 429 || status >= 500;
