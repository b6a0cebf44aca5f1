import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { onBothEngines } from '../../testing/engines.ts';
import { entry } from '../../testing/entries.ts';
import type { LogEntry } from '../entry.ts';
import type { Feedback, GroupBy, Sums } from '../log-store.ts';
import { isError, meanOf, msOf, saidOf, sumOf, tokensOf, wantedOf } from '../read/testing/naive.ts';
import { Dice } from '../read/testing/random.ts';
import { randomFilter } from '../read/testing/random-filter.ts';
import { randomStore, type RandomStore } from '../read/testing/random-store.ts';
import { inputTokens, outputTokens } from '../record-row.ts';
import { openLogDatabase } from '../log-database.ts';
import { openLogStore } from '../open-log-store.ts';
import { logAnalytics } from './log-analytics.ts';
import { naivePercentiles } from './testing/naive-percentiles.ts';

onBothEngines('charts of the log', (makeUrl) => {
  let url: string;
  let log: RandomStore;
  beforeAll(async () => {
    url = await makeUrl();
    log = await randomStore(url, { seed: 5, records: 400 });
  }, 60_000);
  afterAll(() => log?.store.close());

  /** Random filters, mostly of what sums know, and what they want. */
  function* filters(rounds: number, seed: number) {
    const dice = new Dice(seed);
    for (let round = 0; round < rounds; round++) {
      const filter = randomFilter(dice, log.entries, round);
      yield { filter, dice, wanted: wantedOf(log.entries, log.feedback, filter), of: JSON.stringify(filter) };
    }
  }

  it('are what adding up every record comes to, point by point, whatever is asked', async () => {
    for (const { filter, wanted, of } of filters(140, 6)) {
      const { points, total } = await log.store.analytics.graph(filter);

      expect([of, total]).toEqual([of, sumsOf(wanted)]);
      expect(points.length).toBeLessThanOrEqual(200);
      for (const [place, { at, ...sums }] of points.entries()) {
        const until = points[place + 1]?.at ?? Infinity;
        expect([of, at, sums]).toEqual([of, at, sumsOf(wanted.filter((entry) => entry.at >= at && entry.at < until))]);
      }
      expect(wanted.filter((entry) => entry.at < (points[0]?.at ?? Infinity))).toEqual([]);
    }
  }, 120_000);

  it('tell latencies within a tenth where they are not looked at one by one, and all else as exactly', async () => {
    const database = openLogDatabase(url);
    const analytics = logAnalytics({ engine: database.engine, db: database.reading, textSearch: false, now: Date.now, exactUpTo: 0 });
    const dice = new Dice(13);
    const ofWorkspaces = [...filters(12, 13)].map(({ filter: { from, to } }) => {
      const filter = {
        workspaces: dice.of(['all', ['w1'], ['w1', 'w2']] as const),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      };
      return { filter, wanted: wantedOf(log.entries, log.feedback, filter), of: JSON.stringify(filter) };
    });
    for (const { filter, wanted, of } of [...filters(35, 12), ...ofWorkspaces]) {
      const { points, total } = await analytics.graph(filter);
      const { groups } = await analytics.groups(filter, 'model', { offset: 0, size: 100 });

      expect([of, total]).toEqual([of, roughly(wanted)]);
      for (const [place, { at, ...sums }] of points.entries())
        expect([of, at, sums]).toEqual([
          of,
          at,
          roughly(wanted.filter((entry) => entry.at >= at && entry.at < (points[place + 1]?.at ?? Infinity))),
        ]);
      for (const { value, percentiles } of groups)
        expect([of, value, percentiles]).toEqual([of, value, roughly(wanted.filter(({ model }) => model === value)).percentiles]);
    }
    await database.close();
  }, 120_000);

  it('tell latencies of a page of very many groups', async () => {
    const many = await makeUrl();
    const store = await openLogStore({ url: many });
    const now = Date.now();
    for (let number = 0; number < 5_100; number += 1_700)
      await store.append(
        Array.from({ length: 1_700 }, (_, place) =>
          entry(now + number + place, number + place, { apiKeyId: `key-${number + place}`, bodies: undefined }),
        ),
      );
    const database = openLogDatabase(many);
    const analytics = logAnalytics({ engine: database.engine, db: database.reading, textSearch: false, now: Date.now, exactUpTo: 0 });

    const { total, groups } = await analytics.groups({ workspaces: 'all' }, 'apiKey', { offset: 5_060, size: 50 });

    await database.close();
    await store.close();
    expect([total, groups.length]).toEqual([5_100, 40]);
    for (const { percentiles } of groups) expect(percentiles?.p50).toBeCloseTo(120, -1.4);
  }, 60_000);

  it('count statuses and retries', async () => {
    for (const { filter, wanted, of } of filters(35, 7)) {
      for (const [by, value] of [
        ['status', (entry: LogEntry) => entry.status],
        ['retries', (entry: LogEntry) => entry.retries],
      ] as const) {
        const { points } = await log.store.analytics.counts(filter, by);

        for (const [place, { at, counts }] of points.entries()) {
          const here = wanted.filter((entry) => entry.at >= at && entry.at < (points[place + 1]?.at ?? Infinity));
          expect([of, at, counts]).toEqual([of, at, new Map([...groupsOf(here, value)].map(([key, entries]) => [key, entries.length]))]);
        }
        expect(sumOf(points, ({ counts }) => sumOf([...counts.values()], (n) => n))).toBe(wanted.length);
      }
    }
  }, 120_000);

  it('count different users', async () => {
    for (const { filter, wanted, of } of filters(70, 8)) {
      const { points, values, requests } = await log.store.analytics.distinct(filter, '_user');

      const named = wanted.filter(({ metadata }) => metadata['_user'] !== undefined);
      const usersOf = (entries: readonly LogEntry[]) => new Set(entries.map(({ metadata }) => metadata['_user'])).size;
      expect([of, values, requests]).toEqual([of, usersOf(named), named.length]);
      for (const [place, point] of points.entries()) {
        const here = named.filter((entry) => entry.at >= point.at && entry.at < (points[place + 1]?.at ?? Infinity));
        expect([of, point]).toEqual([of, { at: point.at, values: usersOf(here), requests: here.length }]);
      }
    }
  }, 120_000);

  it('group by each column, the largest first, page by page', async () => {
    const columns: Readonly<Record<GroupBy, (entry: LogEntry) => string | number | null | undefined>> = {
      model: ({ model }) => model,
      provider: ({ provider }) => provider,
      workspace: ({ workspace }) => workspace,
      apiKey: ({ apiKeyId }) => apiKeyId,
      virtualKey: ({ virtualKey }) => virtualKey,
      config: ({ config }) => config,
      prompt: ({ prompt }) => prompt,
      promptVersion: ({ promptVersion }) => promptVersion,
      status: ({ status }) => status,
      variant: ({ variant }) => variant,
      fault: ({ fault }) => fault?.kind,
    };
    for (const { filter, wanted, of, dice } of filters(70, 9)) {
      const by = dice.of(Object.keys(columns) as GroupBy[]);
      const expected = [...groupsOf(wanted, (entry) => String(columns[by](entry) ?? ''))]
        .filter(([value]) => value !== '' || by === 'workspace')
        .map(([value, entries]) => groupOf(value, entries));

      const { total, groups } = await log.store.analytics.groups(filter, by, { offset: 0, size: 100 });
      const second = await log.store.analytics.groups(filter, by, { offset: 1, size: 1 });
      const beyond = await log.store.analytics.groups(filter, by, { offset: 50, size: 1 });

      expect([of, by, groups]).toEqual([of, by, expected.toSorted(largestFirst)]);
      expect([of, by, total, second.groups]).toEqual([of, by, expected.length, groups.slice(1, 2)]);
      expect([beyond.total, beyond.groups]).toEqual([total, []]);
    }
  }, 120_000);

  it('group by metadata, with what people say', async () => {
    for (const { filter, wanted, of } of filters(70, 10)) {
      const expected = [...groupsOf(wanted, ({ metadata }) => metadata['_user'] ?? '')]
        .filter(([value]) => value !== '')
        .map(([value, entries]) => ({
          value,
          requests: entries.length,
          errors: entries.filter(isError).length,
          tokens: sumOf(entries, tokensOf),
          cost: about(sumOf(entries, ({ cost }) => cost)),
          unpriced: entries.filter(({ cost }) => cost === undefined).length,
          lastSeen: Math.max(...entries.map(({ at }) => at)),
          weightedFeedback: about(meanOf(saidOfAny(entries))),
          requestsWithFeedback: entries.filter((entry) => saidOf(entry, log.feedback).length > 0).length,
        }));

      const { total, groups } = await log.store.analytics.metadataGroups(filter, '_user', { offset: 0, size: 100 });
      const first = await log.store.analytics.metadataGroups(filter, '_user', { offset: 0, size: 1 });

      expect([of, groups]).toEqual([of, expected.toSorted(largestFirst)]);
      expect([total, first.groups]).toEqual([expected.length, groups.slice(0, 1)]);
    }
  }, 120_000);

  it('tell what people say, once for each of them', async () => {
    for (const { filter, wanted, of } of filters(70, 11)) {
      const { points, total, average, scores, models } = await log.store.analytics.feedback(filter);

      const said = saidOfAny(wanted);
      const scored = new Map([...groupsOf(said, ({ value }) => value)].map(([value, each]) => [value, each.length]));
      const byModel = [
        ...groupsOf(
          wanted.filter(({ model }) => model !== undefined),
          ({ model }) => model ?? '',
        ),
      ]
        .map(([model, entries]) => ({ model, of: saidOfAny(entries) }))
        .filter((each) => each.of.length > 0)
        .map((each) => ({ model: each.model, total: each.of.length, average: about(meanOf(each.of) ?? 0) }));
      expect([of, total, average, scores]).toEqual([of, said.length, about(meanOf(said)), scored]);
      expect([of, models.toSorted(byName)]).toEqual([of, byModel.toSorted(byName)]);
      const oldest = (feedback: Feedback) =>
        Math.min(...wanted.filter((entry) => saidOf(entry, [feedback]).length > 0).map(({ at }) => at));
      for (const [place, point] of points.entries()) {
        const here = said.filter((each) => oldest(each) >= point.at && oldest(each) < (points[place + 1]?.at ?? Infinity));
        expect([of, point]).toEqual([of, { at: point.at, total: here.length, average: about(meanOf(here)) }]);
      }
    }
  }, 120_000);

  const saidOfAny = (entries: readonly LogEntry[]): readonly Feedback[] =>
    log.feedback.filter((said) => entries.some((entry) => saidOf(entry, [said]).length > 0));
});

/** Fractions are added up in another order. */
const about = (value: number | undefined): unknown => (value === undefined ? undefined : expect.closeTo(value, 6));

function sumsOf(entries: readonly LogEntry[]): Sums {
  const cached = (...kinds: readonly LogEntry['cache'][]) => entries.filter(({ cache }) => kinds.includes(cache));
  return {
    requests: entries.length,
    errors: entries.filter(isError).length,
    aborted: entries.filter(({ aborted }) => aborted).length,
    inputTokens: sumOf(entries, ({ used }) => used && inputTokens(used)),
    outputTokens: sumOf(entries, ({ used }) => used && outputTokens(used)),
    cost: about(sumOf(entries, ({ cost }) => cost)) as number,
    unpriced: entries.filter(({ cost }) => cost === undefined).length,
    ms: about(sumOf(entries, msOf)) as number,
    cacheHits: cached('HIT').length,
    semanticHits: cached('SEMANTIC HIT').length,
    cacheAsked: cached('HIT', 'SEMANTIC HIT', 'MISS').length,
    cacheMs: about(sumOf(cached('HIT', 'SEMANTIC HIT'), msOf)) as number,
    saved: about(sumOf(entries, ({ saved }) => saved)) as number,
    rescued: entries.filter(({ rescued }) => rescued).length,
    percentiles: naivePercentiles(entries.map(msOf)),
  };
}

/** The same, with each percentile at most a tenth away. */
function roughly(entries: readonly LogEntry[]): Sums {
  const { percentiles, ...sums } = sumsOf(entries);
  if (percentiles === undefined) return { ...sums, percentiles };
  const near = (ms: number) => expect.closeTo(ms, -Math.log10(0.2 * ms)) as unknown as number;
  return { ...sums, percentiles: { p50: near(percentiles.p50), p90: near(percentiles.p90), p99: near(percentiles.p99) } };
}

const groupOf = (value: string, entries: readonly LogEntry[]) => ({
  ...sumsOf(entries),
  value,
  lastSeen: Math.max(...entries.map(({ at }) => at)),
});

function groupsOf<T, Key>(things: readonly T[], key: (thing: T) => Key): ReadonlyMap<Key, readonly T[]> {
  const groups = new Map<Key, T[]>();
  for (const thing of things) groups.set(key(thing), [...(groups.get(key(thing)) ?? []), thing]);
  return groups;
}

const largestFirst = (one: { readonly requests: number; readonly value: string }, other: typeof one) =>
  other.requests - one.requests || (one.value < other.value ? -1 : 1);
const byName = (one: { readonly model: string }, other: typeof one) => (one.model < other.model ? -1 : 1);
