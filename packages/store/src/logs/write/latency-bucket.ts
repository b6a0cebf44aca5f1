import { LATENCY_BUCKETS } from '../schema.ts';

/** The bucket of `log_latencies` that so many milliseconds belong in. */
export const bucketOf = (ms: number): number => (ms <= 1 ? 0 : Math.min(LATENCY_BUCKETS - 1, Math.floor(Math.log2(ms) * 4)));
