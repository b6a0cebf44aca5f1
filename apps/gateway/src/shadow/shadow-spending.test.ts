import { describe, expect, it } from '@jest/globals';
import type { LogFilter, LogStore } from '@sluice/store/logs';
import { periodStart } from './shadow-period.ts';
import { ShadowSpending } from './shadow-spending.ts';

const NOON = Date.parse('2026-11-25T12:00:00Z');
const PLACE = { name: 'next', workspace: 'w' };
const DAILY = { cost: 1, period: 'daily' } as const;

/** A log that knows what was spent, and a clock that is set. */
function standing(spent = 0) {
  const log = { spent, asked: [] as LogFilter[], now: NOON, isDown: false };
  const analytics = {
    graph: (filter: LogFilter) => {
      log.asked.push(filter);
      return log.isDown ? Promise.reject(new Error('down')) : Promise.resolve({ total: { cost: log.spent } });
    },
  } as unknown as LogStore['analytics'];
  return { log, spending: new ShadowSpending({ store: () => Promise.resolve({ analytics }), now: () => log.now }) };
}

describe('what a shadow may cost', () => {
  it('is what the log leaves of its cap, for its workspace and since the period began', async () => {
    const { log, spending } = standing(0.7);

    const [fits, tooMuch] = [await spending.reserve(PLACE, DAILY, 0.2), await spending.reserve(PLACE, DAILY, 0.4)];

    expect([fits !== undefined, tooMuch]).toEqual([true, undefined]);
    expect(log.asked).toEqual([
      { workspaces: ['w'], sources: ['shadow'], experiments: ['next'], from: Date.parse('2026-11-25T00:00:00Z') },
    ]);
  });

  it('counts what is on its way, and then what that has cost', async () => {
    const { spending } = standing();
    const first = await spending.reserve(PLACE, DAILY, 0.6);
    const meanwhile = await spending.reserve(PLACE, DAILY, 0.6);

    first!.settle(0.1);
    const after = await spending.reserve(PLACE, DAILY, 0.6);

    expect([meanwhile, after !== undefined]).toEqual([undefined, true]);
  });

  it('counts what was set aside where nobody knows what it has cost', async () => {
    const { spending } = standing();

    (await spending.reserve(PLACE, DAILY, 0.6))!.settle(undefined);

    expect(await spending.reserve(PLACE, DAILY, 0.6)).toBeUndefined();
  });

  it('hears of what others have spent within five seconds', async () => {
    const { log, spending } = standing();
    (await spending.reserve(PLACE, DAILY, 0))!.settle(0);
    log.spent = 1;

    const before = await spending.reserve(PLACE, DAILY, 0.1);
    log.now += 5_000;
    const after = await spending.reserve(PLACE, DAILY, 0.1);

    expect([before !== undefined, after]).toEqual([true, undefined]);
  });

  it('does not forget what it has spent because the log is slow to have it', async () => {
    const { log, spending } = standing();
    (await spending.reserve(PLACE, DAILY, 0))!.settle(1);

    log.now += 60_000;

    expect(await spending.reserve(PLACE, DAILY, 0.1)).toBeUndefined();
  });

  it('is its cap again with the next period', async () => {
    const { log, spending } = standing(1);
    expect(await spending.reserve(PLACE, DAILY, 0.1)).toBeUndefined();
    log.now += 24 * 60 * 60_000;
    log.spent = 0;

    expect(await spending.reserve(PLACE, DAILY, 0.1)).toBeDefined();
  });

  it('is not known while the log does not answer', async () => {
    const { log, spending } = standing();
    log.isDown = true;
    await expect(spending.reserve(PLACE, DAILY, 0)).rejects.toThrow('down');
    log.isDown = false;

    expect(await spending.reserve(PLACE, DAILY, 0)).toBeDefined();
  });
});

describe('a period of a cap', () => {
  it.each([
    ['daily', '2026-11-25T00:00:00Z'],
    ['weekly', '2026-11-22T00:00:00Z'],
    ['monthly', '2026-11-01T00:00:00Z'],
  ] as const)('that is %s began at %s', (period, start) => {
    expect(periodStart(period, NOON)).toBe(Date.parse(start));
  });
});
