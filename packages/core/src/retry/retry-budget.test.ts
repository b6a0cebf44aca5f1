import { describe, expect, it } from '@jest/globals';
import { RetryBudget } from './retry-budget.ts';

const UPSTREAM = 'https://api.acme.example/v1';

/** A budget whose clock stands still until it is told. */
function still() {
  let time = 5_000;
  const budget = new RetryBudget(() => time);
  const takeAll = (upstream = UPSTREAM) => {
    let taken = 0;
    while (budget.take(upstream)) taken++;
    return taken;
  };
  return { budget, takeAll, pass: (ms: number) => (time += ms) };
}

describe('a budget of retries', () => {
  it('has a hundred to begin with, and then no more', () => {
    const { budget, takeAll } = still();

    expect(takeAll()).toBe(100);
    expect(budget.take(UPSTREAM)).toBe(false);
  });

  it('gets ten back with every second', () => {
    const { takeAll, pass } = still();
    takeAll();

    pass(99);
    const tooSoon = takeAll();
    pass(1051);
    const later = takeAll();

    expect([tooSoon, later]).toEqual([0, 11]);
  });

  it('gets one back for every five requests', () => {
    const { budget, takeAll } = still();
    takeAll();

    for (let count = 0; count < 50; count++) budget.noteRequest(UPSTREAM);

    expect(takeAll()).toBeGreaterThanOrEqual(9);
    expect(takeAll()).toBe(0);
  });

  it('never holds more than its reserve', () => {
    const { budget, takeAll, pass } = still();

    pass(3_600_000);
    for (let count = 0; count < 1000; count++) budget.noteRequest(UPSTREAM);

    expect(takeAll()).toBe(100);
  });

  it('lets everything be retried as long as few fail', () => {
    const { budget } = still();

    const refused = Array.from({ length: 10_000 }, (_, count) => {
      budget.noteRequest(UPSTREAM);
      return count % 6 === 0 && !budget.take(UPSTREAM);
    }).filter(Boolean);

    expect(refused).toHaveLength(0);
  });

  it('lets load grow by a fifth when everything fails', () => {
    const { budget } = still();
    let retries = 0;

    for (let count = 0; count < 10_000; count++) {
      budget.noteRequest(UPSTREAM);
      while (budget.take(UPSTREAM)) retries++;
    }

    expect(retries).toBeGreaterThanOrEqual(2090);
    expect(retries).toBeLessThanOrEqual(2100);
  });

  it('keeps upstreams apart', () => {
    const { takeAll } = still();
    takeAll();

    expect(takeAll('https://other.example')).toBe(100);
  });

  it('loses nothing when the clock is set back', () => {
    const { budget, takeAll, pass } = still();
    budget.take(UPSTREAM);

    pass(-4_000);

    expect(takeAll()).toBe(99);
  });
});
