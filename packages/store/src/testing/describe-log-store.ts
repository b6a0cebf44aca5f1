import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { Engine } from '../database.ts';
import type { LogEntry } from '../logs/entry.ts';
import { daysWithTables } from '../logs/day-tables.ts';
import { openLogDatabase, type LogDatabase } from '../logs/log-database.ts';
import type { LogRecord, LogStore, Retention } from '../logs/log-store.ts';
import { openLogStore } from '../logs/open-log-store.ts';
import type { MakeUrl } from './engines.ts';
import { entry, entryWithAll, idAt } from './entries.ts';
import { sumsAndRows } from './sums-of-rows.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** What every engine's log has to do alike, as far as keeping goes. */
export function describeLogStore(makeUrl: MakeUrl, engine: Engine): void {
  const now = Date.now();
  let url: string;
  let store: LogStore;
  let database: LogDatabase;
  beforeEach(async () => {
    url = await makeUrl();
    store = await openLogStore({ url, textSearch: true });
    database = openLogDatabase(url);
  });
  afterEach(async () => {
    await store.close();
    await database.close();
  });

  const count = async (table: string) =>
    (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(database.reading)).rows[0]!.n;
  const idsKept = async () => (await database.reading.selectFrom('log_requests').select('id').orderBy('id').execute()).map(({ id }) => id);
  const many = (number: number, change: (n: number) => Partial<LogEntry> = () => ({}), from = now) =>
    Array.from({ length: number }, (_, n) => entry(from + n, n, change(n)));

  async function sweepAll(retention: Retention, at = now): Promise<number> {
    let records = 0;
    for (let steps = 0; ; steps++) {
      const swept = await store.sweep(retention, at);
      records += swept.records;
      if (!swept.more) return records;
      expect(steps).toBeLessThan(1_000);
    }
  }

  describe('keeps', () => {
    it('a record with all that it had, and what was said', async () => {
      const full = entryWithAll(now);

      await store.append([full]);

      const { bodies, ...record } = full;
      expect(await store.find(full.id, 'all')).toStrictEqual({ record, bodies });
    });

    it('a record that had as little as there can be', async () => {
      const { bodies: _, ...bare } = entry(now, 1, {
        tries: [],
        metadata: {},
        used: undefined,
        cost: undefined,
        workspace: null,
        bodies: undefined,
      });

      await store.append([{ ...bare, bodies: undefined }]);

      expect(await store.find(bare.id, 'all')).toStrictEqual({ record: bare, bodies: undefined });
    });

    it('texts and numbers that an engine has no place for', async () => {
      const odd = entry(now, 1, { model: 'nul\0l', metadata: { 'a\0b': 'x'.repeat(5_000) }, status: 200.4, spanName: 'nul\0l' });
      const timings = { ...odd.timings, total: Number.NaN, parse: Number.POSITIVE_INFINITY };

      await store.append([{ ...odd, timings, used: { input: 1.5, output: 1e300 } }]);

      const found = await store.find(odd.id, 'all');
      expect(found?.record).toMatchObject({
        model: 'nul\uFFFDl',
        status: 200,
        timings: { total: 0, parse: undefined },
        spanName: 'nul\0l',
      });
      expect(found?.record.metadata).toEqual(odd.metadata);
    });

    it('records of any day, told in any order, and each with what was said', async () => {
      const days = [0, -1, 1, -40, -500, 3, 400].map((day) => now + day * DAY);
      const entries = days.map((at, number) => entry(at, number));

      await store.append(entries);
      await store.append([entry(days[5]!, 99)]);

      expect(await idsKept()).toEqual([...entries.map(({ id }) => id), idAt(days[5]!, 99)].toSorted());
      expect(await store.bodies(entries.map(({ id }) => id))).toEqual(entries.map(({ bodies }) => bodies));
      const { sums, rows } = await sumsAndRows(database);
      expect(sums).toEqual(rows);
    });

    it('records of a thousand days without a table for each', async () => {
      const entries = Array.from({ length: 1_000 }, (_, number) => entry(now - number * DAY, number, { bodies: undefined }));

      await store.append(entries);

      expect(await count('log_requests')).toBe(1_000);
      expect((engine === 'postgres' ? await daysWithTables(database.writing) : []).length).toBeLessThanOrEqual(63);
    }, 30_000);

    it('nothing of a batch of which one record cannot be kept', async () => {
      const broken = entry(now, 2, { cost: {} as unknown as number });

      await expect(store.append([entry(now, 1), broken])).rejects.toThrow(/bound|bind|invalid input/i);

      expect(await count('log_requests')).toBe(0);
      expect(await count('log_sums')).toBe(0);
      expect(await count('log_blocks')).toBe(0);
    });

    it('what was kept before as it is, told again or not', async () => {
      await store.append(many(5));

      await store.append(
        many(10, () => ({ status: 500 })),
        true,
      );
      await store.append(many(12, () => ({ status: 501 })));
      await store.append([entry(now, 100), entry(now, 100)]);

      expect(await count('log_requests')).toBe(13);
      expect((await store.find(idAt(now + 4, 4), 'all'))?.record.status).toBe(200);
      expect((await store.find(idAt(now + 9, 9), 'all'))?.record.status).toBe(500);
      const { sums, rows } = await sumsAndRows(database);
      expect(sums).toEqual(rows);
    });

    it('more bodies than fit in a block, each in its place', async () => {
      const entries = many(150, (n) => ({
        bodies: { request: `${n} `.repeat(n === 70 ? 100_000 : 20), response: undefined, cut: ['request'] },
      }));

      await store.append(entries);

      expect(await store.bodies(entries.map(({ id }) => id))).toEqual(
        entries.map(({ bodies }) => JSON.parse(JSON.stringify(bodies)) as unknown),
      );
      expect(await count('log_blocks')).toBeGreaterThan(2);
    });
  });

  describe('cleans', () => {
    it('records that are too old, with all that there was of them', async () => {
      const old = many(
        700,
        (n) => ({ ...mixed(n), trace: `trace-${n}`, metadata: { _user: `old-${n}` }, model: 'old', ...BROKEN }),
        now - 40 * DAY,
      );
      await store.append([...old, ...many(20)]);
      await store.addFeedback([
        { id: 'f1', trace: 'trace-1', workspace: 'w1', value: 1, weight: 1, metadata: {}, at: now - 40 * DAY },
        { id: 'f2', trace: 'trace-2', workspace: 'w1', value: 1, weight: 1, metadata: {}, at: now },
      ]);

      const records = await sweepAll({ maxAgeMs: 30 * DAY, maxBytes: undefined });

      expect(records).toBe(700);
      expect(await idsKept()).toEqual(many(20).map(({ id }) => id));
      expect(await store.bodies([many(1)[0]!.id])).toEqual([many(1)[0]!.bodies]);
      for (const table of ['log_traces']) expect([table, await count(table)]).toEqual([table, 0]);
      for (const table of ['log_dims', 'log_blocks', 'log_feedback']) expect([table, await count(table)]).toEqual([table, 1]);
      expect([await count('log_pairs'), await count('log_request_pairs'), await count('log_texts')]).toEqual([3, 20, 20]);
      const { sums, rows } = await sumsAndRows(database);
      expect(sums).toEqual(rows);
      await store.append(many(10, () => ({ model: 'old', metadata: { _user: 'old-1' } }), now + 1_000));
      expect(await count('log_requests')).toBe(30);
    });

    it('sums of minutes after two days, and no others', async () => {
      await store.append([...many(3, undefined, now - 3 * DAY), ...many(3)]);

      await sweepAll({ maxAgeMs: undefined, maxBytes: undefined });

      const { rows } = await sql<{ span: string }>`select distinct span, at from log_sums order by 1`.execute(database.reading);
      const weeks = new Set([now - 3 * DAY, now].map((at) => Math.floor(at / WEEK)));
      expect(rows.map(({ span }) => span).toSorted()).toEqual(['day', 'day', 'hour', 'hour', 'minute', ...[...weeks].map(() => 'week')]);
      expect(await count('log_requests')).toBe(6);
    });

    it('a day of a week that is partly kept, and what was of it in the sums of that week', async () => {
      const week = Math.floor((now - 30 * DAY) / WEEK) * WEEK;
      const days = [1, 3, 4].map((day) => many(60, (n) => ({ ...mixed(n), metadata: { _user: `user-${n % 7}` } }), week + day * DAY));
      for (const records of days) await store.append(records);
      await store.append([entry(week + DAY + 1_000, 999, { model: 'gone-with-its-day', cache: 'REFRESH' })]);

      const records = await sweepAll({ maxAgeMs: now - week - 2 * DAY, maxBytes: undefined });

      expect(records).toBe(61);
      const { sums, rows } = await sumsAndRows(database, ['hour', 'day', 'week']);
      expect(sums).toEqual(rows);
      expect(sums.filter(({ of, span }) => of === 'workspace sums' && span === 'week')).toHaveLength(9);
      const all = { workspaces: 'all', from: week, to: week + WEEK } as const;
      expect((await store.analytics.groups(all, 'model', { offset: 0, size: 9 })).groups).toMatchObject([
        { value: 'model-a', requests: 120 },
      ]);
      expect((await store.analytics.metadataGroups(all, '_user', { offset: 0, size: 9 })).total).toBe(7);
    });

    it('the oldest while there is more than may be, and gives its room back', async () => {
      for (let day = 9; day >= 0; day--)
        await store.append(
          many(300, (n) => ({ ...mixed(n), bodies: { request: noise(n + day * 300), response: undefined } }), now - day * DAY),
        );
      if (engine === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(database.writing);
      const before = await store.size();

      await sweepAll({ maxAgeMs: undefined, maxBytes: before / 2 });

      const kept = await idsKept();
      // The journal and the pages kept for what comes are not what is counted.
      expect(await store.size()).toBeLessThan(before / 2 + 24 * 1024 * 1024);
      expect(kept.length).toBeGreaterThan(600);
      expect(kept.length).toBeLessThan(2_400);
      expect(kept.at(-1)).toBe(idAt(now + 299, 299));
      const { sums, rows } = await sumsAndRows(database, ['hour', 'day', 'week']);
      expect(sums).toEqual(rows);
    }, 60_000);
  });

  describe('erases', () => {
    it('all that was kept under a metadata value, and nothing else', async () => {
      const entries = many(300, (n) => ({
        ...mixed(n),
        trace: `t-${n}`,
        status: n % 4 === 0 ? 500 : 200,
        ...(n % 5 === 0 && BROKEN),
        metadata: { team: 'all', _user: n % 3 === 0 ? 'erased-canary' : `user-${n % 2}`, mail: `mail-canary-${n}`, n: `${n}` },
        bodies: { request: `words-${n % 3 === 0 ? 'canary' : 'kept'}`, response: undefined },
      }));
      await store.append(entries);
      const feedback = { workspace: 'w1', value: 5, weight: 1, at: now };
      await store.addFeedback([
        { ...feedback, id: 'f1', trace: 't-0', metadata: {} },
        { ...feedback, id: 'f2', trace: 't-1', metadata: { _user: 'erased-canary' } },
        { ...feedback, id: 'f3', trace: 't-1', metadata: {} },
      ]);

      const erased = await store.erase({ workspaces: 'all', name: '_user', value: 'erased-canary' });

      expect(erased).toBe(100);
      const kept = entries.filter((_, n) => n % 3 !== 0);
      expect(await idsKept()).toEqual(kept.map(({ id }) => id));
      expect(await store.bodies(kept.map(({ id }) => id))).toEqual(kept.map(({ bodies }) => JSON.parse(JSON.stringify(bodies)) as unknown));
      const blocks = await database.reading.selectFrom('log_blocks').select(['bytes', 'count']).execute();
      const { unpressed } = await import('../logs/write/blocks.ts');
      expect(JSON.stringify(await Promise.all(blocks.map(({ bytes }) => unpressed(bytes))))).not.toContain('canary');
      expect(blocks.reduce((sum, { count: slots }) => sum + slots, 0)).toBe(200);
      expect([await count('log_texts'), await count('log_traces')]).toEqual([200, 200]);
      expect((await database.reading.selectFrom('log_feedback').select('id').execute()).map(({ id }) => id)).toEqual(['f3']);
      const { rows: pairs } = await sql<{
        value: string;
      }>`select value from log_pairs where value like 'mail-canary%' or value = 'erased-canary'`.execute(database.reading);
      expect(pairs).toHaveLength(200);
      const { sums, rows } = await sumsAndRows(database);
      expect(sums).toEqual(rows);
    });

    it('only within the workspaces that were named', async () => {
      await store.append(many(10, (n) => ({ workspace: n < 5 ? 'w1' : 'w2', metadata: { _user: 'u' } })));

      const none = await store.erase({ workspaces: [], name: '_user', value: 'u' });
      const some = await store.erase({ workspaces: ['w2'], name: '_user', value: 'u' });

      expect([none, some]).toEqual([0, 5]);
      expect(await idsKept()).toEqual(many(5).map(({ id }) => id));
    });
  });

  describe('works out again what records cost', () => {
    it('in rows, tries and sums, for those that are wanted', async () => {
      await store.append(
        many(1_200, (n) => ({
          ...mixed(n),
          model: n % 2 === 0 ? 'a' : 'b',
          cost: n % 4 === 0 ? undefined : 0.1,
          ...(n % 3 === 0 && BROKEN),
        })),
      );
      const dearer = (record: LogRecord) =>
        record.cost === undefined || record.cost === 0.1
          ? { cost: record.cost === undefined ? 2 : undefined, tries: record.tries.map((tried) => ({ ...tried, cost: 7 })) }
          : ('same' as const);
      const progress: number[] = [];

      const repriced = await store.reprice({ workspaces: 'all', models: ['a'] }, dearer, (done) => progress.push(done));
      const again = await store.reprice({ workspaces: 'all', models: ['a'] }, () => 'same');

      expect(repriced).toEqual({ seen: 600, changed: 600 });
      expect(again).toEqual({ seen: 600, changed: 0 });
      expect(progress.at(-1)).toBe(600);
      const found = await store.find(idAt(now, 0), 'all');
      expect([found?.record.cost, found?.record.tries[0]?.cost]).toEqual([2, 7]);
      const { sums, rows } = await sumsAndRows(database);
      expect(sums).toEqual(rows);
    });
  });

  describe('keeps of people', () => {
    it('feedback, and its changes', async () => {
      const given = { id: 'f1', trace: 't', workspace: 'w1', value: 1, weight: 0.5, metadata: { a: 'b' }, at: now };
      await store.addFeedback([given, { ...given, id: 'f2', workspace: null }]);

      await store.changeFeedback('f1', { value: -10, weight: 1, metadata: {} });

      expect(await store.findFeedback('f1', ['w1'])).toEqual({ ...given, value: -10, weight: 1, metadata: {} });
      expect(await store.findFeedback('f1', ['w2'])).toBeUndefined();
      expect(await store.findFeedback('f2', 'all')).toMatchObject({ workspace: null });
      expect(await store.findFeedback('f2', ['w1'])).toBeUndefined();
    });

    it('exports, and changes one only from where it was thought to be', async () => {
      const row = {
        id: 'e1',
        workspace: 'w1',
        filters: { a: 1 },
        requested: ['id'],
        format: 'jsonl',
        description: '',
        status: 'draft',
        total: 0,
      } as const;
      const whole = { ...row, reason: null, createdBy: 'me', createdAt: 1, updatedAt: 1 };
      await store.saveExport(whole);
      await store.saveExport({ ...whole, id: 'e2', workspace: 'w2', createdAt: 2 });

      const begun = await store.changeExport('e1', ['draft'], { status: 'in_progress', updatedAt: 3 });
      const twice = await store.changeExport('e1', ['draft'], { status: 'in_progress' });

      expect([begun, twice]).toEqual([true, false]);
      expect(await store.findExport('e1')).toEqual({ ...whole, status: 'in_progress', updatedAt: 3 });
      expect((await store.listExports('all', { offset: 0, size: 1 })).rows.map(({ id }) => id)).toEqual(['e2']);
      expect(await store.listExports(['w1'], { offset: 0, size: 10 })).toMatchObject({ total: 1, rows: [{ id: 'e1' }] });
      expect(await store.listExports([], { offset: 0, size: 10 })).toEqual({ total: 0, rows: [] });

      await store.removeExports(['e1', 'unknown']);
      await store.removeExports([]);

      expect((await store.listExports('all', { offset: 0, size: 9 })).rows.map(({ id }) => id)).toEqual(['e2']);
    });
  });
}

/** Text that cannot be made smaller. */
function noise(seed: number): string {
  let [state, text] = [seed + 1, ''];
  while (text.length < 2_000) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += state.toString(36);
  }
  return text;
}

/** What sums of workspaces tell apart or count. */
const mixed = (n: number): Partial<LogEntry> => ({
  workspace: [null, 'w1', 'w1', 'w2'][n % 4]!,
  cache: (['HIT', 'MISS', undefined] as const)[n % 3],
  aborted: n % 7 === 0,
  rescued: n % 5 === 0,
  timings: { ...entry(0, 0).timings, total: 1 + (n % 50) * 13 },
});

/** A failure in spite of its status. */
const BROKEN = { fault: { kind: 'stream_broken', message: 'it broke' } };
