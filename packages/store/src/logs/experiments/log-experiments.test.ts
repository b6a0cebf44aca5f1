import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { onBothEngines } from '../../testing/engines.ts';
import type { LogEntry } from '../entry.ts';
import { isError, msOf, saidOf, sumOf, tokensOf, wantedOf } from '../read/testing/naive.ts';
import { Dice } from '../read/testing/random.ts';
import { randomFilter } from '../read/testing/random-filter.ts';
import { randomStore, type RandomStore } from '../read/testing/random-store.ts';
import type { Measure, Moments } from './experiments.ts';

const HOUR_MS = 3_600_000;

onBothEngines('experiments in the log', (makeUrl) => {
  let log: RandomStore;
  beforeAll(async () => {
    log = await randomStore(await makeUrl(), { seed: 11, records: 900 });
  }, 60_000);
  afterAll(() => log?.store.close());

  /** Worked out one record after the other. */
  function naiveMoments(entries: readonly LogEntry[], names: readonly string[]) {
    const units = (of: readonly LogEntry[]) => [
      ...grouped(of, ({ id, metadata }) => names.map((name) => metadata[name]).find((value) => value !== undefined) ?? id).values(),
    ];
    const variants = [...grouped(entries, ({ variant = '' }) => variant)].toSorted(([one], [other]) => (one < other ? -1 : 1));
    return variants.map(([variant, own]) => {
      const pairs = units(own).map((unit) => pairsOf(unit, log));
      const of = Object.fromEntries(MEASURES.map((measure) => [measure, momentsOf(pairs.map((pair) => pair[measure]))]));
      return {
        variant,
        requests: own.length,
        nameless: own.filter(({ metadata }) => names.every((name) => metadata[name] === undefined)).length,
        unitsWithErrors: pairs.filter(({ errors: [, y] }) => y > 0).length,
        unitsWithFeedback: of['feedback']!.units,
        of,
      };
    });
  }

  it('are summed up unit by unit as if every record were looked at', async () => {
    const dice = new Dice(12);
    for (let round = 0; round < 60; round += 1) {
      const filter = { ...randomFilter(dice, log.entries, round % 3), experiments: ['e1'] };
      const names = dice.of([['_user'], ['env "x"'], ['nobody-has-it', '_user'], ['env "x"', '_user'], []]);
      const wanted = wantedOf(log.entries, log.feedback, filter);

      const moments = await log.store.experiments.moments(filter, names);

      expect([round, close(moments)]).toEqual([round, close(naiveMoments(wanted, names))]);
    }
  }, 120_000);

  it('tell how many units had several variants', async () => {
    const filter = { workspaces: 'all', experiments: ['e1'] } as const;
    const wanted = wantedOf(log.entries, log.feedback, filter);
    const byUser = grouped(
      wanted.filter(({ metadata }) => metadata['_user'] !== undefined),
      ({ metadata }) => metadata['_user'],
    );
    const several = [...byUser.values()].filter((own) => new Set(own.map(({ variant = '' }) => variant)).size > 1);

    const crossed = await log.store.experiments.crossed(filter, ['_user']);

    expect(several.length).toBeGreaterThan(3);
    expect(crossed).toBe(several.length);
  });

  it('are those that records of these workspaces were part of in these hours', async () => {
    const dice = new Dice(13);
    for (let round = 0; round < 20; round += 1) {
      const from = Math.floor(dice.of(log.entries).at / HOUR_MS) * HOUR_MS;
      const filter = {
        workspaces: dice.of(['all', ['w1'], ['w2', 'w3']] as const),
        from,
        ...(round % 2 === 0 && { sources: [dice.of(log.entries).source] }),
      };
      const wanted = wantedOf(log.entries, log.feedback, filter).filter(({ experiment }) => experiment !== undefined);

      const seen = await log.store.experiments.seen(filter);
      const configs = await log.store.experiments.configs(filter, 'e1');

      expect(Object.fromEntries(seen.map(({ variant, requests }) => [variant, requests]))).toEqual(
        Object.fromEntries([...grouped(wanted, ({ variant = '' }) => variant)].map(([variant, own]) => [variant, own.length])),
      );
      for (const { firstSeen, lastSeen, variant } of seen) {
        const own = wanted.filter((entry) => (entry.variant ?? '') === variant).map(({ at }) => Math.floor(at / HOUR_MS) * HOUR_MS);
        expect([firstSeen, lastSeen]).toEqual([Math.min(...own), Math.max(...own)]);
      }
      expect(configs.map(({ config }) => config)).toEqual([...new Set(wanted.map(({ config = '' }) => config))].toSorted());
    }
  });
});

const MEASURES: readonly Measure[] = ['requests', 'errors', 'ms', 'logMs', 'tokens', 'cost', 'feedback'];

function pairsOf(unit: readonly LogEntry[], { feedback }: RandomStore): Record<Measure, readonly [x: number, y: number]> {
  const said = new Set(unit.flatMap((entry) => saidOf(entry, feedback)));
  const count = unit.length;
  return {
    requests: [1, count],
    errors: [count, unit.filter(isError).length],
    ms: [count, sumOf(unit, msOf)],
    logMs: [count, sumOf(unit, (entry) => Math.log(Math.max(msOf(entry), 0.1)))],
    tokens: [unit.filter((entry) => tokensOf(entry) !== undefined).length, sumOf(unit, tokensOf)],
    cost: [unit.filter(({ cost }) => cost !== undefined).length, sumOf(unit, ({ cost }) => cost)],
    feedback: [sumOf([...said], ({ weight }) => weight), sumOf([...said], ({ value, weight }) => value * weight)],
  };
}

const momentsOf = (pairs: readonly (readonly [number, number])[]): Moments => ({
  units: pairs.filter(([x]) => x > 0).length,
  x: sumOf(pairs, ([x]) => x),
  y: sumOf(pairs, ([, y]) => y),
  xx: sumOf(pairs, ([x]) => x * x),
  yy: sumOf(pairs, ([, y]) => y * y),
  xy: sumOf(pairs, ([x, y]) => x * y),
});

/** To nine digits: the order of adding up is nobody's business. */
const close = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, each: unknown) => (typeof each === 'number' ? Number(each.toPrecision(9)) : each)));

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, readonly Item[]> {
  const groups = new Map<Key, readonly Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
