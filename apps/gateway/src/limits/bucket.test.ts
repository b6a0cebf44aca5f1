import { describe, expect, it } from '@jest/globals';
import { Bucket } from './bucket.ts';

describe('a bucket', () => {
  it('lets in exactly when it has said it would, however odd the fractions', () => {
    for (const capacity of [3, 7, 90, 1000]) {
      const bucket = new Bucket(capacity, 60_000);
      let now = 1_795_432_100_123;
      for (let turn = 0; turn < 1000; turn++) {
        const wait = bucket.waitMs(1, now);
        expect(bucket.waitMs(1, now + wait)).toBe(0);
        now += wait;
        bucket.take(1, now);
      }
      // The first bucketful at once, and then as many as the window lets in.
      expect(now - 1_795_432_100_123).toBeGreaterThanOrEqual((60_000 / capacity) * (1000 - capacity) - 1);
    }
  });

  it('is full at first, and fills up evenly over its window', () => {
    const bucket = new Bucket(10, 1000);

    bucket.take(10, 0);

    expect([bucket.waitMs(1, 0), bucket.waitMs(1, 99), bucket.waitMs(1, 100), bucket.waitMs(10, 100)]).toEqual([100, 1, 0, 900]);
  });

  it('never holds more than it can', () => {
    const bucket = new Bucket(2, 1000);

    bucket.take(2, 1_000_000);

    expect(bucket.waitMs(1, 1_000_000)).toBe(500);
  });

  it('makes up first for what was taken beyond what was there', () => {
    const bucket = new Bucket(100, 1000);

    bucket.take(250, 0);

    expect(bucket.waitMs(1, 0)).toBe(1510);
  });

  it('says its whole window to whoever wants more than it ever holds', () => {
    const bucket = new Bucket(100, 60_000);

    expect(bucket.waitMs(101, 0)).toBe(60_000);
  });

  it('keeps what was taken where it is made larger or smaller', () => {
    const bucket = new Bucket(10, 1000);
    bucket.take(8, 0);

    bucket.resize(20, 0);
    const larger = bucket.waitMs(13, 0);
    bucket.resize(5, 0);

    // 8 of 20 are gone, 12 are left; then 8 of 5.
    expect([larger, bucket.waitMs(1, 0)]).toEqual([50, 800]);
  });

  it('takes a clock that was set back for one that stands', () => {
    const bucket = new Bucket(10, 1000);
    bucket.take(10, 5000);

    expect([bucket.waitMs(10, 4000), bucket.waitMs(10, 4400), bucket.waitMs(10, 5000)]).toEqual([1000, 600, 0]);
  });
});
