import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { onBothEngines } from '../../testing/engines.ts';
import { entry, idAt } from '../../testing/entries.ts';
import type { LogEntry } from '../entry.ts';
import type { Feedback, LogStore } from '../log-store.ts';
import { openLogStore } from '../open-log-store.ts';

const ALL = { workspaces: 'all' } as const;
const now = Date.now();

onBothEngines('feedback and the records that it is about', (makeUrl) => {
  let url: string;
  let store: LogStore;
  beforeEach(async () => {
    url = await makeUrl();
    store = await openLogStore({ url });
  });
  afterEach(() => store.close());

  const on = (trace: string, number: number): Feedback => ({
    id: `f-${number}`,
    trace,
    workspace: 'w1',
    value: 5,
    weight: 1,
    metadata: {},
    at: now,
  });

  /** Pieces in the chart, records under the filter, and requests with feedback by user: three that have to be one. */
  async function found() {
    const { total } = await store.analytics.feedback(ALL);
    const { records } = await store.search({ filter: { ...ALL, feedback: { min: 5 } }, size: 1_000 });
    const { groups } = await store.analytics.metadataGroups(ALL, '_user', { offset: 0, size: 100 });
    return { total, records: records.length, ofUsers: groups.reduce((sum, { requestsWithFeedback }) => sum + requestsWithFeedback, 0) };
  }

  it.each([
    ['later than the records', ['records', 'feedback']],
    ['sooner than the records', ['feedback', 'records']],
  ])('find each other where it comes %s, by id and by trace', async (_, order) => {
    const entries = [entry(now, 1), entry(now, 2, { trace: 'their-trace' }), entry(now, 3, { trace: 'their-trace' }), entry(now, 4)];
    const steps = {
      records: () => store.append(entries),
      feedback: () => store.addFeedback([on(idAt(now, 1), 1), on('their-trace', 2), on('of nothing', 3)]),
    };

    for (const step of order) await steps[step as keyof typeof steps]();

    expect(await found()).toEqual({ total: 2, records: 3, ofUsers: 3 });
  });

  it('find each other where both come at once, through two processes', async () => {
    const other = await openLogStore({ url });
    const rounds = 60;
    const numbers = Array.from({ length: rounds }, (_, number) => number);

    await Promise.all(
      numbers.flatMap((number) => [
        store.append([entry(now, number, { trace: `trace-${number}` })]),
        other.addFeedback([on(`trace-${number}`, number)]),
      ]),
    );
    await other.close();

    expect(await found()).toEqual({ total: rounds, records: rounds, ofUsers: rounds });
  }, 30_000);

  it('are not mistaken for others that a span calls the same', async () => {
    await store.append([entry(now, 1, { span: 'their-span', trace: 'their-trace' })]);

    await store.addFeedback([on('their-span', 1)]);

    expect(await found()).toEqual({ total: 0, records: 0, ofUsers: 0 });
  });

  it('part where the records are erased', async () => {
    const user = (number: number): Partial<LogEntry> => ({
      trace: 'their-trace',
      model: `model-${number}`,
      metadata: { _user: `u-${number}` },
    });
    await store.append([entry(now, 1, user(1)), entry(now, 2, user(2))]);
    await store.addFeedback([on('their-trace', 1), on(idAt(now, 2), 2)]);

    await store.erase({ ...ALL, name: '_user', value: 'u-2' });
    await store.addFeedback([on('their-trace', 3)]);

    expect(await found()).toEqual({ total: 1, records: 1, ofUsers: 1 });
    expect((await store.analytics.feedback(ALL)).models).toEqual([{ model: 'model-1', total: 1, average: 5 }]);
  });

  it('are told apart by metadata with any character, and by what a filter asks of the record itself', async () => {
    const metadata = { _user: 'a\0b\\u0000', '\0': '\0' };
    await store.append([entry(now, 1, { metadata, cost: 1 }), entry(now, 2, { metadata, cost: 2 })]);

    await store.addFeedback([on(idAt(now, 1), 1), on(idAt(now, 2), 2)]);

    expect(await found()).toEqual({ total: 2, records: 2, ofUsers: 2 });
    expect((await store.analytics.feedback({ ...ALL, cost: { min: 2 } })).total).toBe(1);
    expect((await store.analytics.distinct({ ...ALL, from: now - 1_000 }, '_user')).values).toBe(1);
  });
});
