import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openStore, type Store } from '@sluice/store';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isUsedUp, resetUsage } from '../admin/usage.ts';
import { Budget } from './budget.ts';
import { Ledger } from './ledger.ts';
import { usagePrefix } from './usage-id.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-ledger-'));
let store: Store;
beforeAll(async () => {
  store = await openStore({ url: `file:${join(folder, 'sluice.db')}`, encryptionKey: 'an encryption key for tests only' });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => store.write(({ tx }) => tx.deleteFrom('usage').execute()));

const PREFIX = usagePrefix('api_keys', 'k');

const rows = async () =>
  Object.fromEntries((await store.db.selectFrom('usage').select(['id', 'used']).orderBy('id').execute()).map(({ id, used }) => [id, used]));

const reset = () => store.write((writing) => resetUsage(writing, 'api_keys', 'k'));

/** One process' ledger, and what it has of one budget. */
function counting(over: Pick<Store, 'db' | 'write'> = store) {
  const ledger = new Ledger(over);
  const tally = ledger.open(PREFIX, 'cost', '0');
  return {
    ledger,
    use: (amount: number) => ledger.add(tally, amount),
    used: () => ledger.ask(tally),
  };
}

describe('what was used of a budget', () => {
  it('is the sum of what all processes have used', async () => {
    const [one, other] = [counting(), counting()];
    one.use(1.5);
    other.use(2);
    other.use(0.25);
    const before = [one.used(), other.used()];

    await one.ledger.settle();
    await other.ledger.settle();
    await one.ledger.settle();

    expect(before).toEqual([1.5, 2.25]);
    expect([one.used(), other.used()]).toEqual([3.75, 3.75]);
    expect(await rows()).toEqual({ 'api_keys:k:cost:0': 3.75 });
  });

  it('is counted on while the store is gone, and told it later, once', async () => {
    let gone = true;
    const failing: Pick<Store, 'db' | 'write'> = {
      db: store.db,
      write: (change) => (gone ? Promise.reject(new Error('the store is gone')) : store.write(change)),
    };
    const { ledger, use, used } = counting(failing);
    use(1);

    await expect(ledger.settle()).rejects.toThrow('gone');
    use(2);
    const meanwhile = [used(), ledger.waiting];
    gone = false;
    await ledger.settle();
    await ledger.settle();

    expect(meanwhile).toEqual([3, 1]);
    expect([used(), ledger.waiting]).toEqual([3, 0]);
    expect(await rows()).toEqual({ 'api_keys:k:cost:0': 3 });
  });

  it('is known at the start, however many budgets there are', async () => {
    const many = Array.from({ length: 1203 }, (_, index) => ({ id: `api_keys:k${index}:tokens:0`, used: index, updated_at: 0 }));
    await store.write(async ({ tx }) => {
      for (let from = 0; from < many.length; from += 500)
        await tx
          .insertInto('usage')
          .values(many.slice(from, from + 500))
          .execute();
    });
    const ledger = new Ledger(store);

    await ledger.load();

    expect([0, 500, 501, 1202].map((each) => ledger.ask(ledger.open(`api_keys:k${each}:`, 'tokens', '0')))).toEqual([0, 500, 501, 1202]);
  });

  it('by others is known before anybody asks for it here', async () => {
    const late = new Ledger(store);
    await late.load();
    const { ledger, use } = counting();
    use(7);
    await ledger.settle();

    await late.settle();

    expect(late.ask(late.open(PREFIX, 'cost', '0'))).toBe(7);
  });

  it('is nothing after a reset, though it was not in the store yet', async () => {
    const [one, other] = [counting(), counting()];
    one.use(5);
    other.use(6);
    await one.ledger.settle();

    await reset();
    // One hears of the change, the other settles before it does.
    await one.ledger.readAgain(['api_keys:k']);
    await other.ledger.settle();
    const after = [one.used(), other.used()];
    one.use(1);
    other.use(2);
    await one.ledger.settle();
    await other.ledger.settle();

    expect(after).toEqual([0, 0]);
    expect(other.used()).toBe(3);
    expect(await rows()).toEqual({ 'api_keys:k:cost:0': 3, 'api_keys:k:reset:0': 1 });
  });

  it('counts again after several resets, in a process that has seen none of them', async () => {
    await reset();
    await reset();
    const { ledger, use, used } = counting();
    await ledger.load();
    use(4);

    await ledger.settle();

    expect(used()).toBe(4);
  });

  it('in a period that is over is kept nowhere', async () => {
    const { ledger, use } = counting();
    use(5);
    await ledger.settle();

    const next = ledger.open(PREFIX, 'cost', '1000');
    ledger.add(next, 1);
    await ledger.settle();

    expect(ledger.ask(next)).toBe(1);
    expect(await rows()).toEqual({ 'api_keys:k:cost:1000': 1 });
  });

  it('of one kind is not touched by a period of another', async () => {
    const { ledger, use, used } = counting();
    use(5);

    ledger.add(ledger.open(PREFIX, 'tokens', '1000'), 9);
    await ledger.settle();

    expect(used()).toBe(5);
    expect(await rows()).toEqual({ 'api_keys:k:cost:0': 5, 'api_keys:k:tokens:1000': 9 });
  });
});

describe('an alert', () => {
  it('is told once for a period, by the process whose call went so far', async () => {
    const told: unknown[] = [];
    const limit = { type: 'cost', credit_limit: 10, alert_threshold: 5 } as const;
    const process = (name: string) => {
      const ledger = new Ledger(store);
      const budget = new Budget(PREFIX, limit, { ledger, onAlert: (_limit, used) => told.push([name, used]) });
      return { settle: () => ledger.settle(), use: (amount: number) => budget.add(amount, 0) };
    };
    const [one, other] = [process('one'), process('other')];

    for (const [each, amount] of [
      [one, 3],
      [other, 2],
      [one, 3],
      [other, 1],
    ] as const) {
      each.use(amount);
      await each.settle();
    }

    expect(told).toEqual([['other', 5]]);
  });
});

describe('a budget that is used up', () => {
  it('is shown as such in its period alone', async () => {
    const limit = { type: 'tokens', credit_limit: 100, periodic_reset: 'weekly' } as const;
    const now = Date.parse('2026-11-23T12:00:00Z');
    const ledger = new Ledger(store);
    const budget = new Budget(PREFIX, limit, { ledger, onAlert: () => {} });
    budget.add(100, now);
    await ledger.settle();
    const isSpent = (at: number) => isUsedUp(store.db, 'api_keys', 'k', [limit], at);

    expect([await isSpent(now), await isSpent(now + 7 * 24 * 60 * 60 * 1000)]).toEqual([true, false]);
    expect([budget.spentUntil(now), budget.spentUntil(now + 7 * 24 * 60 * 60 * 1000)]).toEqual([Date.parse('2026-11-29'), undefined]);
  });
});
