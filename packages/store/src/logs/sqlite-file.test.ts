import { expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { sql } from 'kysely';
import { sqliteFile } from '../sqlite/sqlite-file.ts';
import { entry } from '../testing/entries.ts';
import { newFiles } from '../testing/engines.ts';
import { openLogDatabase } from './log-database.ts';
import { openLogStore } from './open-log-store.ts';

const makeUrl = newFiles();
const now = Date.now();

it('is a file of its own that nobody else may read, and can be made smaller', async () => {
  const url = await makeUrl();

  const store = await openLogStore({ url });
  await store.append([entry(now, 1)]);
  const database = openLogDatabase(url);
  const pragma = async (name: string) => Object.values((await sql<object>`pragma ${sql.raw(name)}`.execute(database.writing)).rows[0]!)[0];

  expect((statSync(sqliteFile(url)).mode & 0o777).toString(8)).toBe('600');
  expect([await pragma('journal_mode'), await pragma('synchronous'), await pragma('auto_vacuum'), await pragma('secure_delete')]).toEqual([
    'wal',
    1,
    2,
    1,
  ]);
  await database.close();
  await store.close();
});

it('has its journal cut when it begins anew, however long somebody has kept it from that', async () => {
  const url = await makeUrl();
  const store = await openLogStore({ url });
  const other = openLogDatabase(url);
  const journal = `${sqliteFile(url)}-wal`;
  const append = async (from: number) =>
    store.append(
      Array.from({ length: 20 }, (_, n) =>
        entry(now, from + n, { bodies: { request: randomBytes(120_000).toString('base64'), response: undefined } }),
      ),
    );

  await other.reading.transaction().execute(async (tx) => {
    // Who reads keeps what was there from being taken out of the journal.
    await sql`select count(*) from log_requests`.execute(tx);
    for (let batch = 0; batch < 16; batch++) await append(batch * 20);
  });
  const before = statSync(journal).size;
  for (let batch = 16; batch < 19; batch++) await append(batch * 20);

  expect(before).toBeGreaterThan(34_000_000);
  expect(statSync(journal).size).toBeLessThanOrEqual(32_000_000);
  await other.close();
  await store.close();
}, 60_000);

it('holds nothing any more of what was erased, in no page and in no journal', async () => {
  const url = await makeUrl();
  const store = await openLogStore({ url, textSearch: true });
  // In any order, so that pages are split and filled again; some are swept away before.
  const random = (n: number) => (n * 7_919) % 4_001;
  const records = Array.from({ length: 4_000 }, (_, n) =>
    entry(now + random(n), random(n), {
      trace: `${random(n)}-trace-${n % 5 === 0 ? 'CANARY' : 'kept'}`,
      metadata: { _user: n % 5 === 0 ? 'CANARY' : `user-${random(n)}`, mail: `${random(n)}-${n % 5 === 0 ? 'CANARY' : 'kept'}@x` },
      bodies: { request: n % 5 === 0 ? 'canaryword' : 'word', response: `${n}` },
    }),
  );
  for (let at = 0; at < records.length; at += 100) await store.append(records.slice(at, at + 100));
  const file = sqliteFile(url);
  const canaries = () =>
    [file, `${file}-wal`].reduce(
      (sum, each) =>
        sum +
        (existsSync(each)
          ? readFileSync(each)
              .toString('latin1')
              .split(/canary/i).length - 1
          : 0),
      0,
    );
  const before = canaries();

  const erased = await store.erase({ workspaces: 'all', name: '_user', value: 'CANARY' });

  expect(before).toBeGreaterThan(1_000);
  expect(erased).toBe(800);
  expect(canaries()).toBe(0);
  await store.close();
}, 60_000);

it('says that it cannot be used when it was moved away, and the process goes on', async () => {
  const url = await makeUrl();
  const store = await openLogStore({ url });
  await store.append([entry(now, 1)]);
  renameSync(sqliteFile(url), `${sqliteFile(url)}.away`);

  const appending = store.append([entry(now, 2)]);

  await expect(appending).rejects.toMatchObject({ kind: 'unavailable' });
  renameSync(`${sqliteFile(url)}.away`, sqliteFile(url));
  await store.append([entry(now, 2)]);
  expect(await store.find(entry(now, 2).id, 'all')).toBeDefined();
  await store.close();
});

it('says so when there is no room, keeps nothing by half, and goes on when there is', async () => {
  const url = await makeUrl();
  const store = await openLogStore({ url });
  await store.append([entry(now, 1)]);
  const database = openLogDatabase(url);
  // SQLite's own limit is met as a full disk is: SQLITE_FULL.
  const large = Array.from({ length: 200 }, (_, n) => entry(now, n + 10, { metadata: { x: `${n}`.repeat(200) }, bodies: undefined }));
  const limit = async (pages: number) => void (await sql.raw(`pragma max_page_count = ${pages}`).execute(database.writing));
  await limit(1);

  const putting = database.putIn({
    needed: { log_dims: [], log_pairs: [] },
    inserts: [
      {
        table: { name: 'log_traces', columns: { trace: 'text', request: 'uuid' } },
        values: large.flatMap(({ id }) => ['x'.repeat(4_000), id]),
      },
    ],
  });

  await expect(putting).rejects.toMatchObject({ kind: 'unavailable', message: expect.stringContaining('full') });
  await limit(1_000_000);
  expect((await sql`select 1 from log_traces`.execute(database.reading)).rows).toEqual([]);
  await store.append(large);
  await database.close();
  await store.close();
});

it('says so in time when another holds it for good', async () => {
  const url = await makeUrl();
  const store = await openLogStore({ url });
  const other = openLogDatabase(url);
  const began = Date.now();

  const held = other.writing.transaction().execute(async (tx) => {
    await sql`delete from log_exports`.execute(tx);
    await expect(store.append([entry(now, 1)])).rejects.toMatchObject({ kind: 'unavailable' });
  });

  await held;
  expect(Date.now() - began).toBeLessThan(12_000);
  await store.append([entry(now, 1)]);
  await other.close();
  await store.close();
}, 30_000);
