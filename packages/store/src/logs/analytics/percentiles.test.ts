import { expect, it } from '@jest/globals';
import { Dice } from '../read/testing/random.ts';
import { bucketOf as keptBucketOf } from '../write/latency-bucket.ts';
import { percentilesOfBuckets, percentilesOfTimes } from './percentiles.ts';
import { naivePercentiles } from './testing/naive-percentiles.ts';

it('are the times that so many requests did not exceed', () => {
  const byRank = (count: number) => new Map(Array.from({ length: count }, (_, place) => [place + 1, place + 1]));

  for (let count = 1; count <= 1_000; count++)
    expect(percentilesOfTimes(byRank(count), count)).toEqual(naivePercentiles([...byRank(count).values()]));

  expect(percentilesOfTimes(byRank(200), 200)).toEqual({ p50: 100, p90: 180, p99: 198 });
  expect([percentilesOfTimes(new Map(), 0), percentilesOfBuckets([])]).toEqual([undefined, undefined]);
});

it('are never further than a tenth from the exact one where only buckets are known, however long the tail', () => {
  const dice = new Dice(11);
  let worst = 0;
  for (let round = 0; round < 400; round++) {
    const [middle, steepness] = [2 + 2_000 * dice.share(), 0.2 + 2 * dice.share()];
    const times = Array.from({ length: 1 + dice.below(500) }, () =>
      Math.min(800_000, Math.max(1, middle * dice.heavyTailed() ** steepness)),
    );

    const exact = naivePercentiles(times)!;
    const estimated = percentilesOfBuckets(times.map((ms) => ({ bucket: keptBucketOf(ms), n: 1 })))!;

    for (const name of ['p50', 'p90', 'p99'] as const) worst = Math.max(worst, Math.abs(estimated[name] / exact[name] - 1));
  }

  expect(worst).toBeGreaterThan(0.05);
  expect(worst).toBeLessThan(0.1);
});
