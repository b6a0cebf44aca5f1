import { describe, expect, it } from '@jest/globals';
import type { CircuitView } from '@sluice/core';
import { anEntry, aTry } from '../telemetry/entries.test.support.ts';
import type { PassingEntry } from '../telemetry/entry-sink.ts';
import { NO_OTHERS, type Workers } from '../telemetry/workers.ts';
import type { AlertEntry } from './alert-entry.ts';
import type { Notice } from './notice.ts';
import { Watch, type WatchMeans } from './watch.ts';

const MINUTE = 60_000;

interface Said {
  readonly type: string;
  readonly text: string;
  readonly data: { readonly alert: string; readonly value: number | null; readonly incident: string };
}

function watching(given: Partial<AlertEntry>, means: Partial<WatchMeans> = {}) {
  const clock = { now: Date.parse('2026-11-22T12:00:00Z') };
  const notices: Notice[] = [];
  let ids = 0;
  const list = { alerts: [{ name: 'a', when: 'error_rate', threshold: 0.5, webhook: 'http://127.0.0.1/hook', ...given } as AlertEntry] };
  const watch = new Watch({
    alerts: () => list.alerts,
    circuits: () => [],
    spent: undefined,
    workspaceIds: (slug) => [`file:${slug}`],
    workers: NO_OTHERS,
    now: () => clock.now,
    newId: () => `incident-${++ids}`,
    tell: (notice) => void notices.push(notice),
    ...means,
  });
  const said = () => notices.splice(0).map(({ body }) => JSON.parse(body) as Said);
  return { watch, clock, said, notices, list };
}

const many = (count: number, entry: PassingEntry) => Array.from({ length: count }, () => entry);
const FAILED = anEntry({ status: 502, fault: { kind: 'unreachable', message: 'gone' } });
const WELL = anEntry();

describe('an alert on the error rate', () => {
  it('fires when enough of enough requests failed, once, and is over when they do no more', async () => {
    const { watch, clock, said } = watching({ window: '5m', min_requests: 10 });

    watch.sink(many(9, FAILED));
    await watch.look();
    expect(said()).toEqual([]);

    watch.sink(many(11, WELL));
    await watch.look();
    expect(said()).toEqual([]);

    watch.sink(many(2, FAILED));
    await watch.look();
    await watch.look();
    expect(said()).toEqual([
      {
        type: 'alert.firing',
        timestamp: '2026-11-22T12:00:00.000Z',
        text: 'a is firing: 50 % failed (limit 50 % failed)',
        data: {
          alert: 'a',
          state: 'firing',
          when: 'error_rate',
          value: 0.5,
          threshold: 0.5,
          window_seconds: 300,
          filters: {},
          incident: 'incident-1',
          since: '2026-11-22T12:00:00.000Z',
        },
      },
    ]);

    clock.now += 5 * MINUTE + 5_000;
    await watch.look();
    expect(said()).toMatchObject([
      { type: 'alert.resolved', text: 'a is over: no requests (limit 50 % failed)', data: { incident: 'incident-1', value: null } },
    ]);
  });

  it('is not over for want of traffic, until enough of it goes well', async () => {
    const { watch, clock, said } = watching({ window: '5m', min_requests: 10 });
    watch.sink(many(10, FAILED));
    await watch.look();
    expect(said()).toMatchObject([{ type: 'alert.firing' }]);

    clock.now += 5 * MINUTE + 5_000;
    watch.sink(many(9, WELL));
    await watch.look();
    expect(said()).toEqual([]);

    watch.sink([WELL]);
    await watch.look();
    expect(said()).toMatchObject([{ type: 'alert.resolved', data: { value: 0 } }]);
  });

  it('says it again after a while, under another id of the same incident', async () => {
    const { watch, clock, notices } = watching({ window: '1h', min_requests: 1, repeat_after: '10m' });

    watch.sink([FAILED]);
    await watch.look();
    clock.now += 9 * MINUTE;
    await watch.look();
    expect(notices.map(({ id }) => id)).toEqual(['incident-1.1']);

    clock.now += MINUTE;
    await watch.look();
    expect(notices.map(({ id }) => id)).toEqual(['incident-1.1', 'incident-1.2']);
  });

  it('does not count what callers got wrong, nor that they went', async () => {
    const { watch, said } = watching({ min_requests: 1 });

    watch.sink([
      anEntry({ status: 400, fault: { kind: 'invalid_request', message: 'm' } }),
      anEntry({ status: 401, fault: { kind: 'unauthenticated', message: 'm' } }),
      anEntry({ status: 200, aborted: true, fault: { kind: 'cancelled', message: 'm' } }),
      anEntry({ status: 499 }),
    ]);
    await watch.look();
    expect(said()).toEqual([]);

    watch.sink(many(4, anEntry({ status: 200, fault: { kind: 'stream_broken', message: 'm' } })));
    await watch.look();
    expect(said()).toHaveLength(1);
  });

  it('of a provider counts its own failures, though a fallback rescued the request', async () => {
    const { watch, said } = watching({ min_requests: 2, filters: { provider: 'openai' } });
    const rescued = anEntry({ tries: [aTry({ provider: 'openai', status: 401, fault: 'credential_refused' }), aTry()] });

    watch.sink([anEntry(), anEntry(), rescued, rescued]);
    await watch.look();

    expect(said()).toMatchObject([{ data: { value: 1, filters: { provider: ['openai'] } } }]);
  });

  it('of a workspace counts its requests alone', async () => {
    const { watch, said } = watching({ min_requests: 1, filters: { workspace: ['red'] } });

    watch.sink([{ ...FAILED, workspace: 'file:blue' }, FAILED]);
    await watch.look();
    expect(said()).toEqual([]);

    watch.sink([{ ...FAILED, workspace: 'file:red' }]);
    await watch.look();
    expect(said()).toHaveLength(1);
  });

  it('keeps what it has seen when the file is read again and says the same of it', async () => {
    const { watch, said, list } = watching({ min_requests: 1 });
    watch.sink([FAILED]);
    await watch.look();
    expect(said()).toHaveLength(1);

    list.alerts = [{ ...list.alerts[0]! }, { ...list.alerts[0]!, name: 'b' }];
    await watch.look();
    expect(said()).toEqual([]);

    watch.sink([FAILED]);
    await watch.look();
    expect(said()).toMatchObject([{ data: { alert: 'b' } }]);
  });
});

describe('an alert on latency', () => {
  it('goes by what 95 of 100 stay below', async () => {
    const { watch, said } = watching({ when: 'latency_p95', threshold: 2_000, min_requests: 20 });
    const took = (total: number) => anEntry({ timings: { ...WELL.timings, total } });

    watch.sink([...many(96, took(100)), ...many(4, took(60_000))]);
    await watch.look();
    expect(said()).toEqual([]);

    watch.sink(many(2, took(2_300)));
    await watch.look();
    const [notice] = said();
    expect(notice!.data.value).toBeGreaterThan(2_300 * 0.95);
    expect(notice!.data.value).toBeLessThan(2_300 * 1.05);
  });
});

describe('an alert on spending', () => {
  it('counts what passes where nothing is kept', async () => {
    const { watch, said } = watching({ when: 'spend', threshold: 1, window: '1h' });

    watch.sink(many(3, anEntry({ cost: 0.3 })));
    await watch.look();
    expect(said()).toEqual([]);

    watch.sink([anEntry({ cost: 0.1 }), anEntry({ cost: undefined })]);
    await watch.look();
    expect(said()).toMatchObject([{ text: 'a is firing: $1.00 spent (limit $1.00 spent)' }]);
  });

  it.each([
    [0.000012, '$0.000012'],
    [0.0345, '$0.035'],
    [0.1, '$0.10'],
    [12.345, '$12.35'],
  ])('says %d dollars with digits that say something: %s', async (threshold, limit) => {
    const { watch, said } = watching({ when: 'spend', threshold, window: '1h' });

    watch.sink([anEntry({ cost: 20 })]);
    await watch.look();

    expect(said()).toMatchObject([{ text: `a is firing: $20.00 spent (limit ${limit} spent)` }]);
  });

  it('asks the log, now and then, and waits where it cannot say', async () => {
    const asked: number[] = [];
    const answers = [Promise.reject(new Error('down')), Promise.resolve(4), Promise.resolve(6)];
    const { watch, clock, said } = watching(
      { when: 'spend', threshold: 5, window: '30d' },
      { spent: (_rule, now) => (asked.push(now), answers[asked.length - 1]!) },
    );

    for (let index = 0; index < 45; index++) {
      await watch.look();
      clock.now += 1_000;
    }

    expect(asked).toHaveLength(3);
    expect(said()).toMatchObject([{ type: 'alert.firing', data: { value: 6 } }]);
  });
});

describe('an alert on breakers', () => {
  const circuit = { config: 'pc', target: 't', model: 'm', requests: 1, failures: 1, openedAt: 1 };

  it('fires while one is open, of the config that is meant', async () => {
    const state: { open: readonly CircuitView[] } = { open: [] };
    const { watch, said } = watching({ when: 'breaker_open', threshold: 1, filters: { config: 'pc' } }, { circuits: () => state.open });

    state.open = [
      { ...circuit, config: 'other', state: 'open' },
      { ...circuit, state: 'closed' },
    ];
    await watch.look();
    expect(said()).toEqual([]);

    state.open = [{ ...circuit, state: 'half_open' }];
    await watch.look();
    expect(said()).toMatchObject([{ type: 'alert.firing', text: 'a is firing: 1 open breaker (limit 1 open breaker)' }]);

    state.open = [];
    await watch.look();
    expect(said()).toMatchObject([{ type: 'alert.resolved' }]);
  });
});

describe('alerts of several workers', () => {
  /** Two workers that hear each other, as by way of their parent. */
  function pair() {
    const listeners: Map<string, (what: unknown) => void>[] = [new Map(), new Map()];
    const answers: Map<string, () => unknown>[] = [new Map(), new Map()];
    const state = { first: 0 };
    const workers = [0, 1].map((own): Workers => ({
      get first() {
        return state.first === own;
      },
      tell: (topic, what) => listeners[1 - own]!.get(topic)?.(JSON.parse(JSON.stringify(what))),
      hear: (topic, listener) => void listeners[own]!.set(topic, listener),
      answer: (topic, what) => void answers[own]!.set(topic, what),
      ask: async (topic) => [JSON.parse(JSON.stringify(await answers[1 - own]!.get(topic)?.()))],
    }));
    return { workers, state };
  }

  it('count what all have seen, and are said by one', async () => {
    const { workers, state } = pair();
    const rule = { min_requests: 4 };
    const [left, right] = workers.map((each) => watching(rule, { workers: each }));
    await left!.watch.look();
    await right!.watch.look();

    left!.watch.sink(many(2, FAILED));
    right!.watch.sink(many(2, FAILED));
    await right!.watch.look();
    await left!.watch.look();
    expect(left!.said()).toHaveLength(1);
    expect(right!.said()).toEqual([]);

    // The one that spoke has gone; the other knows that it was said.
    state.first = 1;
    await right!.watch.look();
    expect(right!.said()).toEqual([]);
    right!.clock.now += 6 * MINUTE;
    await right!.watch.look();
    expect(right!.said()).toMatchObject([{ type: 'alert.resolved', data: { incident: 'incident-1' } }]);
  });

  it('see the breakers of all', async () => {
    const { workers } = pair();
    const circuits = (): readonly CircuitView[] => [
      { config: 'pc', target: 't', model: undefined, requests: 1, failures: 1, openedAt: 1, state: 'open' },
    ];
    const left = watching({ when: 'breaker_open' }, { workers: workers[0]! });
    watching({ when: 'breaker_open' }, { workers: workers[1]!, circuits });

    await left.watch.look();

    expect(left.said()).toHaveLength(1);
  });
});
