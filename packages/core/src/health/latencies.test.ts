import { describe, expect, it } from '@jest/globals';
import { Latencies } from './latencies.ts';

/** Figures whose clock stands still until it is told. */
function still() {
  let time = 1_000_000;
  const latencies = new Latencies(() => time);
  return { latencies, pass: (ms: number) => (time += ms) };
}

describe('how soon a target has answered lately', () => {
  it('is not known of whom nobody has measured', () => {
    const { latencies } = still();

    expect(latencies.lately('a')).toBeUndefined();
  });

  it('is the first figure, then a moving average in which the newest counts for three tenths', () => {
    const { latencies } = still();

    latencies.note('a', 100);
    const first = latencies.lately('a');
    latencies.note('a', 200);

    expect(first).toBe(100);
    expect(latencies.lately('a')).toBe(130);
  });

  it('is forgotten after five minutes without a figure', () => {
    const { latencies, pass } = still();
    latencies.note('a', 100);

    pass(299_999);
    const before = latencies.lately('a');
    pass(1);

    expect(before).toBe(100);
    expect(latencies.lately('a')).toBeUndefined();
  });

  it('begins anew once it was forgotten', () => {
    const { latencies, pass } = still();
    latencies.note('a', 9000);
    pass(300_000);

    latencies.note('a', 100);

    expect(latencies.lately('a')).toBe(100);
  });

  it('counts as slow while the first answer is awaited, so that not everybody waits with it', () => {
    const { latencies } = still();

    latencies.begin('a');
    const awaited = latencies.lately('a');
    latencies.note('a', 100);

    expect(awaited).toBe(10_000);
    expect(latencies.lately('a')).toBe(100);
  });

  it('does not change when somebody else is sent to a target that is known', () => {
    const { latencies } = still();
    latencies.note('a', 100);

    latencies.begin('a');

    expect(latencies.lately('a')).toBe(100);
  });

  it('grows with a failure, and fully so for one of whom nothing else is known', () => {
    const { latencies } = still();
    latencies.note('a', 100);

    latencies.noteFailure('a');
    latencies.noteFailure('b');

    expect(latencies.lately('a')).toBeCloseTo(3070);
    expect(latencies.lately('b')).toBe(10_000);
  });
});
