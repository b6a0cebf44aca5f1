import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { entry, idAt } from '../../testing/entries.ts';
import { onBothEngines } from '../../testing/engines.ts';
import { openLogStore } from '../open-log-store.ts';
import type { LogFilter } from '../query.ts';
import { wantedOf } from './testing/naive.ts';
import { Dice } from './testing/random.ts';
import { randomFilter } from './testing/random-filter.ts';
import { randomStore, type RandomStore } from './testing/random-store.ts';

onBothEngines('a search of the log', (makeUrl) => {
  let log: RandomStore;
  beforeAll(async () => {
    log = await randomStore(await makeUrl(), { seed: 1, records: 400 });
  }, 60_000);
  afterAll(() => log?.store.close());

  const idsOf = (things: readonly { readonly id: string }[]) => things.map(({ id }) => id);

  /** All pages of it. */
  async function searched(filter: LogFilter, size: number, forwards?: true): Promise<readonly string[]> {
    const ids: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await log.store.search({ filter, size, ...(after === undefined ? {} : { after }), ...(forwards ? { forwards } : {}) });
      expect(page.records.length).toBeLessThanOrEqual(size);
      ids.push(...idsOf(page.records));
      if (page.next === undefined) return ids;
      expect(page.records.at(-1)?.id).toBe(page.next);
      after = page.next;
    }
  }

  it('finds what looking at every record finds, page by page, whatever is asked, in both directions', async () => {
    const dice = new Dice(2);
    let found = 0;
    for (let round = 0; round < 175; round++) {
      const filter = randomFilter(dice, log.entries, round);
      const wanted = idsOf(wantedOf(log.entries, log.feedback, filter));
      found += wanted.length > 0 ? 1 : 0;
      const size = dice.of([7, 40, 1_000]);
      const of = JSON.stringify(filter);

      const [newest, oldest, count, few] = [
        await searched(filter, size),
        await searched(filter, size, true),
        await log.store.count(filter, 10_000),
        await log.store.count(filter, 2),
      ];

      expect([of, newest]).toEqual([of, wanted]);
      expect([of, oldest]).toEqual([of, wanted.toReversed()]);
      expect([of, count, few]).toEqual([of, wanted.length, Math.min(wanted.length, 2)]);
    }
    // Else nothing was tried.
    expect(found).toBeGreaterThan(50);
  }, 120_000);

  it('gives records as they were kept, with their bodies', async () => {
    const { entries, store } = log;

    const { records } = await store.search({ filter: { workspaces: 'all' }, size: 1_000 });
    const said = await store.bodies([...idsOf(records), 'no id', idAt(1, 1)]);

    const kept = new Map(entries.map((entry) => [entry.id, entry]));
    expect(records).toHaveLength(entries.length);
    for (const [place, record] of records.entries()) {
      const { bodies, timings, ...rest } = kept.get(record.id)!;
      expect(record).toEqual({ ...rest, timings: { ...timings, total: Math.round(timings.total * 1_000) / 1_000 } });
      expect(said[place]).toEqual(bodies);
    }
    expect(said.slice(records.length)).toEqual([undefined, undefined]);
  });

  it('shows a single record to whom it belongs, and to nobody else', async () => {
    const { entries, store } = log;
    const own = entries.find(({ workspace, bodies }) => workspace === 'w2' && bodies !== undefined)!;

    const seen = [await store.find(own.id, 'all'), await store.find(own.id, ['w1', 'w2'])];
    const unseen = [
      await store.find(own.id, ['w1']),
      await store.find(own.id, []),
      await store.find('no id', 'all'),
      await store.find(idAt(1, 1), 'all'),
    ];

    expect(seen).toEqual([1, 2].map(() => ({ record: expect.objectContaining({ id: own.id, workspace: 'w2' }), bodies: own.bodies })));
    expect(unseen).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('tells what was said of traces', async () => {
    const traces = [...new Set(log.feedback.map(({ trace }) => trace))].filter((trace) => trace.length < 256).slice(0, 20);

    const said = await log.store.feedbackOn(traces);

    const expected = log.feedback.filter(({ trace }) => traces.includes(trace));
    expect(said.toSorted((one, other) => (one.id < other.id ? -1 : 1))).toEqual(
      expected.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    );
    expect(await log.store.feedbackOn([])).toEqual([]);
  });

  it('finds words in what was said, where there is an index of them', async () => {
    const store = await openLogStore({ url: await makeUrl(), textSearch: true });
    const bodies = (request: string) => ({ request: JSON.stringify({ content: request }), response: '{"answer":"Certainly"}' });
    const said = ['The quick brown fox', 'a fox and a hound', 'nothing or NEAR to it', undefined];
    const now = Date.now();
    const entries = said.map((text, number) => entry(now - number, number, { bodies: text === undefined ? undefined : bodies(text) }));
    await store.append(entries);
    const found = async (text: string, more: Partial<LogFilter> = {}) => {
      const { records } = await store.search({ filter: { workspaces: 'all', text, ...more }, size: 10 });
      return records.map(({ id }) => entries.findIndex((each) => each.id === id));
    };

    const answers = [
      await found('fox'),
      await found('brown FOX'),
      await found('fox "or" (near'),
      await found('or near'),
      await found('certainly'),
      await found('cat'),
    ];
    const narrowed = [await found('fox', { models: ['model-b'] }), await found('fox', { to: entries[0]!.at })];

    expect(answers).toEqual([[0, 1], [0], [], [2], [0, 1, 2], []]);
    expect(narrowed).toEqual([[], [1]]);
    await expect(found('"?"')).rejects.toMatchObject({ kind: 'invalid' });
    await store.close();
  });

  it('says what it cannot do', async () => {
    const words = log.store.search({ filter: { workspaces: 'all', text: 'red' }, size: 1 });
    const nowhere = log.store.search({ filter: { workspaces: 'all' }, size: 1, after: 'somewhere' });

    await expect(words).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('SLUICE_LOG_TEXT_SEARCH') });
    await expect(nowhere).rejects.toMatchObject({ kind: 'invalid' });
  });
});
