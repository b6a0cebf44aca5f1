import { sql, type RawBuilder } from 'kysely';
import { LATENCY_BUCKETS } from '../schema.ts';

/** Where the n-th begins, in milliseconds; the first also holds what is shorter than it begins. */
export const bucketBegins = (bucket: number): number => 2 ** (bucket / 4);

/**
 * The middle of a bucket on the scale on which all are equally wide, in milliseconds: nothing in it is further away than a
 * tenth, neither upwards nor downwards.
 */
export const bucketMiddle = (bucket: number): number => 2 ** ((bucket + 0.5) / 4);

/** In which bucket a time lies, found by halves: not every SQLite has logarithms. */
export const bucketOf = (ms: RawBuilder<unknown>): RawBuilder<number> => between(ms, 0, LATENCY_BUCKETS - 1);

function between(ms: RawBuilder<unknown>, lowest: number, highest: number): RawBuilder<number> {
  if (lowest === highest) return sql.lit(lowest) as unknown as RawBuilder<number>;
  const middle = Math.ceil((lowest + highest) / 2);
  return sql`case when ${ms} < ${sql.lit(bucketBegins(middle))} then ${between(ms, lowest, middle - 1)} else ${between(ms, middle, highest)} end`;
}
