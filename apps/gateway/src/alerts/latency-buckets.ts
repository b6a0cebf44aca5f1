/** Each bucket ends a tenth above the one before: what is read out of them is right within a twentieth. */
const STEP = Math.log(1.1);

/** Up to some hours; beyond, all is in the last. */
const LAST = 180;

/** The bucket for so many milliseconds. */
export const bucketOf = (ms: number): number => Math.min(LAST, Math.max(0, Math.round(Math.log(Math.max(ms, 1)) / STEP)));

/** The middle of a bucket, in milliseconds. */
const middleOf = (bucket: number): number => Math.exp(bucket * STEP);

/** The value that a share of all are not above, in milliseconds; 0 of nothing. */
export function percentileOf(buckets: ReadonlyMap<number, number>, share: number): number {
  const sorted = [...buckets].toSorted(([left], [right]) => left - right);
  const wanted = sorted.reduce((sum, [, count]) => sum + count, 0) * share;
  let seen = 0;
  for (const [bucket, count] of sorted) {
    seen += count;
    if (seen >= wanted) return middleOf(bucket);
  }
  return 0;
}
