import { describe, expect, it } from '@jest/globals';
import { Breakers, type BreakerPolicy, type CircuitName } from './breaker.ts';

const POLICY: BreakerPolicy = {
  failureThreshold: 3,
  failurePercentage: undefined,
  minimumRequests: 5,
  cooldownMs: 30_000,
  failureStatusCodes: undefined,
};
const SHARE: BreakerPolicy = { ...POLICY, failureThreshold: undefined, failurePercentage: 50 };

const NAME: CircuitName = { config: 'pc-main', target: 'config.targets[0]', model: 'large' };
const KEY = 'large at acme';

/** Circuits whose clock stands still until it is told. */
function still(policy = POLICY) {
  let time = 1_000_000;
  const breakers = new Breakers(() => time);
  const note = (...statuses: readonly number[]) => {
    for (const status of statuses) breakers.note(KEY, NAME, policy, status);
    return breakers.state(KEY);
  };
  return { breakers, note, state: () => breakers.state(KEY), pass: (ms: number) => (time += ms) };
}

describe('a circuit', () => {
  it('is closed for a target that nobody knows', () => {
    const { breakers, state } = still();

    breakers.begin(KEY);

    expect(state()).toBe('closed');
    expect(breakers.list()).toEqual([]);
  });

  it.each([
    ['at so many failures', POLICY, [500, 500, 500], 'open'],
    ['not before', POLICY, [500, 500], 'closed'],
    ['with successes between them', POLICY, [500, 200, 503, 200, 529], 'open'],
    ['by a share of failures', SHARE, [200, 200, 500, 500, 200, 500], 'open'],
    ['not by a smaller share', SHARE, [200, 200, 200, 500, 500], 'closed'],
    ['not by a share of too few', SHARE, [500, 500, 500, 500], 'closed'],
    ['by a share once there are enough', SHARE, [500, 500, 500, 500, 500], 'open'],
    ['by whichever comes first, the number', { ...SHARE, failureThreshold: 2 }, [500, 500], 'open'],
    ['by whichever comes first, the share', { ...SHARE, failureThreshold: 99 }, [500, 500, 500, 500, 500], 'open'],
    ['by a silent upstream', POLICY, [408, 408, 408], 'open'],
    ['not by what the caller got wrong', POLICY, [400, 401, 404, 422, 429], 'closed'],
    ['by statuses of its own', { ...POLICY, failureStatusCodes: [429] }, [429, 429, 429], 'open'],
    ['by no others then', { ...POLICY, failureStatusCodes: [429] }, [500, 500, 500], 'closed'],
  ] as const)('opens %s', (_, policy, statuses, state) => {
    const { note } = still(policy);

    expect(note(...statuses)).toBe(state);
  });

  it('forgets failures that are older than its cooldown', () => {
    const { note, pass } = still();
    note(500, 500);

    pass(30_000);

    expect(note(500, 500)).toBe('closed');
    expect(note(500)).toBe('open');
  });

  it('stays open for five seconds, and then lets one request through at a time', () => {
    const { breakers, note, state, pass } = still();
    note(500, 500, 500);

    pass(4_999);
    const tooSoon = state();
    pass(1);
    const ready = state();
    breakers.begin(KEY);
    const probing = state();
    pass(4_999);
    const stillProbing = state();
    pass(1);
    const readyAgain = state();

    expect([tooSoon, ready, probing, stillProbing, readyAgain]).toEqual(['open', 'half_open', 'open', 'open', 'half_open']);
  });

  it('closes when a probe succeeds, and begins to count anew', () => {
    const { breakers, note, pass } = still();
    note(500, 500, 500);
    pass(5_000);
    breakers.begin(KEY);

    expect(note(200)).toBe('closed');
    expect(breakers.list()).toEqual([expect.objectContaining({ state: 'closed', requests: 0, failures: 0 })]);
    expect(note(500, 500)).toBe('closed');
    expect(note(500)).toBe('open');
  });

  it('stays open when a probe fails, and closes at the same time as without it', () => {
    const { breakers, note, state, pass } = still();
    note(500, 500, 500);
    pass(29_000);
    breakers.begin(KEY);

    const failed = note(500);
    pass(1_000);

    expect(failed).toBe('open');
    expect(state()).toBe('closed');
  });

  it('closes by itself after its cooldown, and a failure then is the first of a new count', () => {
    const { note, state, pass } = still();
    note(500, 500, 500);

    pass(29_999);
    const before = state();
    pass(1);
    const after = state();

    expect([before, after]).toEqual(['half_open', 'closed']);
    expect(note(500, 500)).toBe('closed');
    expect(note(500)).toBe('open');
  });

  it('obeys a policy that has changed since it opened', () => {
    const { breakers, note, state, pass } = still();
    note(500, 500, 500);

    breakers.note(KEY, NAME, { ...POLICY, cooldownMs: 60_000 }, 500);
    pass(30_000);

    expect(state()).toBe('half_open');
  });

  it('is another one for another model', () => {
    const { breakers, note } = still();

    note(500, 500, 500);

    expect(breakers.state('small at acme')).toBe('closed');
  });

  it('is shown with its figures', () => {
    const { breakers, note, pass } = still();
    note(200, 500, 500, 500);
    breakers.note('other', { ...NAME, model: 'small' }, POLICY, 200);
    const open = breakers.list().toSorted((left, right) => right.requests - left.requests);

    pass(30_000);
    const closed = breakers.list().find(({ model }) => model === 'large');

    expect(open).toEqual([
      { ...NAME, state: 'open', requests: 4, failures: 3, openedAt: 1_000_000 },
      { ...NAME, model: 'small', state: 'closed', requests: 1, failures: 0, openedAt: undefined },
    ]);
    expect(closed).toMatchObject({ state: 'closed', openedAt: undefined });
  });
});
