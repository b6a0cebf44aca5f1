import { sql, type RawBuilder } from 'kysely';
import type { Sums } from '../log-store.ts';
import { bucketMiddle } from './latency-buckets.ts';

/** Milliseconds; undefined of nothing. */
export type Percentiles = Sums['percentiles'];

/** In hundredths. */
export const SHARES = [50, 90, 99] as const;

/** The how-manieth of `n` it is, the least being the first, that such a share of them is not above. */
export const rankOf = (n: RawBuilder<unknown>, share: number): RawBuilder<number> => sql`(${n} * ${sql.lit(share)} + 99) / 100`;
const rank = (n: number, share: number) => Math.floor((n * share + 99) / 100);

/** Of times by their rank, of `n` in all. */
export function percentilesOfTimes(byRank: ReadonlyMap<number, number>, n: number): Percentiles {
  if (n === 0) return undefined;
  const [p50, p90, p99] = SHARES.map((share) => byRank.get(rank(n, share)) ?? 0) as [number, number, number];
  return { p50, p90, p99 };
}

/** So many took as long as the times in a bucket are. */
export interface BucketCount {
  readonly bucket: number;
  readonly n: number;
}

/** Each is the middle of the bucket in which the exact one lies, and so within a tenth of it. */
export function percentilesOfBuckets(counts: readonly BucketCount[]): Percentiles {
  const sorted = counts.toSorted((one, other) => one.bucket - other.bucket);
  const total = sorted.reduce((sum, { n }) => sum + n, 0);
  if (total === 0) return undefined;
  const [p50, p90, p99] = SHARES.map((share) => bucketMiddle(bucketAt(sorted, rank(total, share)))) as [number, number, number];
  return { p50, p90, p99 };
}

function bucketAt(sorted: readonly BucketCount[], wanted: number): number {
  let seen = 0;
  for (const { bucket, n } of sorted) {
    seen += n;
    if (seen >= wanted) return bucket;
  }
  return sorted.at(-1)?.bucket ?? 0;
}
