/** What is counted over a stretch of time. Plain data but for the map, which goes to other workers as its entries. */
export interface Counts {
  requests: number;
  failures: number;
  /** US dollars. */
  cost: number;
  /** How many took about so long, by bucket. */
  readonly buckets: Map<number, number>;
}

export const noCounts = (): Counts => ({ requests: 0, failures: 0, cost: 0, buckets: new Map() });

export function addCounts(sum: Counts, more: Counts): void {
  sum.requests += more.requests;
  sum.failures += more.failures;
  sum.cost += more.cost;
  for (const [bucket, count] of more.buckets) sum.buckets.set(bucket, (sum.buckets.get(bucket) ?? 0) + count);
}
