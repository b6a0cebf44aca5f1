import { describe, expect, it } from '@jest/globals';
import type { UnitPrice } from '@sluice/provider-sdk';
import type { LogRecord } from '@sluice/store/logs';
import { recostRecord } from './recost-record.ts';
import { TallyOfChanges } from './tally-of-changes.ts';

type Tried = LogRecord['tries'][number];

const tried = (more: Partial<Tried>) =>
  ({ provider: 'acme', model: 'm', virtualKey: undefined, used: undefined, cost: undefined, ...more }) as Tried;

const record = (id: string, cost: number | undefined, tries: readonly Tried[]) => ({ id, cost, tries }) as LogRecord;

const USED = { input: 1_000_000, output: 0 };

const price = (known: UnitPrice | undefined) => () => known;

describe('a record that is priced again', () => {
  it('costs what its tries cost today, refusals as little as before', () => {
    const old = record('a', 1, [tried({ cost: 0 }), tried({ used: USED, cost: 1 })]);

    expect(recostRecord(price({ input: 3, output: 5 }))(old)).toMatchObject({ cost: 3, tries: [{ cost: 0 }, { cost: 3 }] });
    expect(recostRecord(price({ input: 1, output: 5 }))(old)).toBe('same');
  });

  it('keeps what it cost where nobody has a price for it today', () => {
    expect(recostRecord(price(undefined))(record('a', 1, [tried({ used: USED, cost: 1 })]))).toBe('same');
  });

  it('stays unknown while one of its tries is', () => {
    const old = record('a', undefined, [tried({}), tried({ used: USED })]);

    expect(recostRecord(price({ input: 3, output: 5 }))(old)).toMatchObject({ cost: undefined, tries: [{ cost: undefined }, { cost: 3 }] });
  });

  it('is left alone where it is a whole batch, whose answers were priced one by one', () => {
    const batch = record('a', 1, [tried({ model: undefined, used: { ...USED, tier: 'batch' }, cost: 1 })]);

    expect(recostRecord(price({ input: 9, output: 9, batch: { input: 9, output: 9 } }))(batch)).toBe('same');
  });
});

describe('the tally of changes', () => {
  it('counts a record once, also where its step is made again', () => {
    const tally = new TallyOfChanges(recostRecord(price({ input: 3, output: 5 })));
    const [changed, unknown] = [record('a', 1, [tried({ used: USED, cost: 1 })]), record('b', undefined, [tried({})])];

    for (const each of [changed, unknown, changed, unknown]) tally.reprice(each);
    tally.stepDone();
    tally.reprice(record('c', 3, [tried({ used: USED, cost: 3 })]));

    expect(tally.tally).toEqual({ before: 4, after: 6, unknownBefore: 1, unknownAfter: 1, changed: 1 });
  });

  it('changes nothing when it only looks', () => {
    const tally = new TallyOfChanges(recostRecord(price({ input: 3, output: 5 })));

    expect(tally.look(record('a', 1, [tried({ used: USED, cost: 1 })]))).toBe('same');
    expect(tally.tally.changed).toBe(1);
  });
});
