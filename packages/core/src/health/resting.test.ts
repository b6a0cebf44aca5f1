import { describe, expect, it } from '@jest/globals';
import { answered, failed } from '../retry/outcome.test.support.ts';
import { Resting } from './resting.ts';

const UPSTREAM = 'https://api.acme.example/v1';
const POOL = ['one', 'two', 'three'];

/** A pool whose clock stands still until it is told. */
function still() {
  let time = 1_000_000;
  const resting = new Resting(() => time);
  return {
    resting,
    pick: () => resting.pick(UPSTREAM, POOL),
    tire: (credential: string, status: number, ...headers: readonly string[]) =>
      resting.noteOutcome(UPSTREAM, credential, failed('rate_limited', status, headers)),
    pass: (ms: number) => (time += ms),
  };
}

describe('a pool of credentials', () => {
  it('takes the first as long as it is rested', () => {
    const { pick } = still();

    expect([pick(), pick()]).toEqual(['one', 'one']);
  });

  it.each([
    ['a limit', 429, 30_000],
    ['a wrong key', 401, 300_000],
    ['a forbidden one', 403, 300_000],
    ['an empty account', 402, 600_000],
  ])('leaves a credential alone after %s, and comes back to it', (_, status, restMs) => {
    const { pick, tire, pass } = still();

    const tired = tire('one', status);
    const now = pick();
    pass(restMs - 1);
    const tooSoon = pick();
    pass(1);
    const later = pick();

    expect(tired).toBe(true);
    expect([now, tooSoon, later]).toEqual(['two', 'two', 'one']);
  });

  it.each([
    ['as long as it asks', ['retry-after', '5'], 5_000],
    ['ten minutes at most', ['retry-after', '86400'], 600_000],
    ['by its own rule where it asks for nothing', [], 30_000],
    ['by its own rule where the header is empty', ['retry-after', ''], 30_000],
  ])('leaves it alone %s', (_, headers, restMs) => {
    const { pick, tire, pass } = still();
    tire('one', 429, ...headers);

    pass(restMs - 1);
    const tooSoon = pick();
    pass(1);
    const later = pick();

    expect([tooSoon, later]).toEqual(['two', 'one']);
  });

  it.each([400, 404, 408, 500, 503])('does not blame the credential for %i', (status) => {
    const { pick, tire } = still();

    expect(tire('one', status)).toBe(false);
    expect(pick()).toBe('one');
  });

  it('does not blame it for an answer either', () => {
    const { resting } = still();

    expect(resting.noteOutcome(UPSTREAM, 'one', answered(200))).toBe(false);
  });

  it('takes whoever will be rested soonest where nobody is', () => {
    const { pick, tire } = still();
    tire('one', 401);
    tire('two', 429);
    tire('three', 402);

    expect(pick()).toBe('two');
  });

  it('keeps the same credential apart at another upstream', () => {
    const { resting, tire } = still();
    tire('one', 429);

    expect(resting.pick('https://other.example', POOL)).toBe('one');
  });
});
