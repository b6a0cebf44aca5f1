import { expect, it } from '@jest/globals';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { migrationStatus } from '../migrations/migrate.ts';
import { openStore } from '../open-store.ts';
import { newFiles } from '../testing/engines.ts';
import { aliasesOf, ENCRYPTION_KEY, putAlias } from '../testing/rows.ts';
import { sqliteFile } from './sqlite-file.ts';
import { openSqlite } from './sqlite.ts';

const makeUrl = newFiles();
const open = (url: string) => openStore({ url, encryptionKey: ENCRYPTION_KEY });
const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);

it('keeps its files from everybody else, the ones beside it too', async () => {
  const url = await makeUrl();
  const file = sqliteFile(url);

  const store = await open(url);
  await store.write(putAlias('a/1'));
  const files = readdirSync(dirname(file)).toSorted();

  expect(files).toEqual(['sluice.db', 'sluice.db-shm', 'sluice.db-wal']);
  expect(files.map((name) => modeOf(join(dirname(file), name)))).toEqual(['600', '600', '600']);
  expect(modeOf(dirname(file))).toBe('700');
  await store.close();
});

it('takes the rights of others away from a file that was there', async () => {
  const url = await makeUrl();
  mkdirSync(dirname(sqliteFile(url)), { recursive: true });
  writeFileSync(sqliteFile(url), '', { mode: 0o644 });

  const store = await open(url);

  expect(modeOf(sqliteFile(url))).toBe('600');
  await store.close();
});

it('acknowledges what is on the disk, and holds rows to what they refer to', async () => {
  const database = openSqlite(await makeUrl(), { patienceMs: 1_000 });
  const pragma = async (name: string) => Object.values((await sql<object>`pragma ${sql.raw(name)}`.execute(database.writing)).rows[0]!)[0];

  const settings = [await pragma('journal_mode'), await pragma('synchronous'), await pragma('foreign_keys'), await pragma('secure_delete')];

  expect(settings).toEqual(['wal', 2, 1, 1]);
  await database.close();
});

it('leaves nothing but the file behind when it is closed', async () => {
  const url = await makeUrl();
  const store = await open(url);

  await store.close();

  expect(readdirSync(dirname(sqliteFile(url)))).toEqual(['sluice.db']);
});

it('that is no database is left alone, by an error that says so', async () => {
  const url = await makeUrl();
  mkdirSync(dirname(sqliteFile(url)), { recursive: true });
  writeFileSync(sqliteFile(url), 'somebody’s letters, which are longer than the header of a database would be, and then some more');

  await expect(open(url)).rejects.toMatchObject({ kind: 'unavailable', message: expect.stringContaining('not a database') });
});

it('names a folder in which it cannot be made', async () => {
  const url = 'file:/dev/null/nowhere/sluice.db';

  await expect(open(url)).rejects.toMatchObject({ kind: 'unavailable', message: expect.stringContaining('/dev/null/nowhere/sluice.db') });
});

it.each([
  ['mysql://there', /file: or postgres:/],
  ['file:', /has to name a file/],
  ['file://elsewhere/sluice.db', /a file of this machine/],
])('refuses %s', async (url, message) => {
  await expect(open(url)).rejects.toMatchObject({ kind: 'wrong_url', message: expect.stringMatching(message) });
});

it('keeps nobody waiting for a thread that is stuck, and is as before when it no longer is', async () => {
  const database = openSqlite(await makeUrl(), { patienceMs: 250 });
  await sql`create table t (a integer)`.execute(database.writing);
  const long = sql`with recursive n(x) as (select 1 union all select x + 1 from n where x < 20000000) select count(*) from n`;
  const insert = () => database.writing.transaction().execute((tx) => sql`insert into t values (1)`.execute(tx));
  const began = Date.now();

  const stuck = long.execute(database.writing).catch((error: unknown) => error);
  const behind = insert().catch((error: unknown) => error);
  const refused = [await stuck, await behind];
  const refusedAfterMs = Date.now() - began;
  // It cannot be interrupted, only waited for.
  let kept: unknown = undefined;
  while (kept === undefined) kept = await insert().catch(() => undefined);

  expect(refused).toEqual([
    expect.objectContaining({ kind: 'unavailable', message: expect.stringContaining('no answer') }),
    expect.objectContaining({ kind: 'unavailable' }),
  ]);
  expect(refusedAfterMs).toBeLessThan(5_000);
  // What was given up is not done after all.
  expect((await sql`select * from t`.execute(database.reading)).rows).toEqual([{ a: 1 }]);
  await database.close();
}, 60_000);

it('has as many statements under way as are asked for, in one thread', async () => {
  const store = await open(await makeUrl());

  const counts = await Promise.all(Array.from({ length: 50 }, () => aliasesOf(store)));

  expect(counts).toHaveLength(50);
  await store.close();
});

it('keeps fractions however near they are to whole numbers', async () => {
  const numbers = [-1 + Number.EPSILON / 2, 1 - Number.EPSILON / 2, -0.5, 1 + Number.EPSILON, -1 - Number.EPSILON, 0.1 + 0.2];
  const sqlite = openSqlite<{ numbers: { number: number } }>(await makeUrl(), { patienceMs: 1_000 });
  await sql`create table numbers (number real)`.execute(sqlite.writing);

  for (const number of numbers) await sql`insert into numbers values (${number})`.execute(sqlite.writing);
  await sqlite.runAll([{ sql: 'insert into numbers values (?)', width: 1, values: numbers }]);

  const kept = (await sqlite.reading.selectFrom('numbers').select('number').execute()).map(({ number }) => number);
  expect(kept.map((number, place) => Math.abs(number - numbers[place % numbers.length]!) < 1e-15)).toEqual(kept.map(() => true));
  await sqlite.close();
});

it('is not made by whoever only asks how it is', async () => {
  const url = await makeUrl();

  const { applied, pending } = await migrationStatus({ url });

  expect([applied, pending]).toEqual([[], ['0001-control-plane']]);
  expect(existsSync(sqliteFile(url))).toBe(false);
});

it('acknowledges nothing while the file is not where it was, and goes on once it is back', async () => {
  const url = await makeUrl();
  const file = sqliteFile(url);
  const store = await open(url);
  await store.write(putAlias('a/1'));

  renameSync(file, `${file}.away`);
  const whileAway = [store.write(putAlias('a/2')), aliasesOf(store)].map((each) => each.catch((error: unknown) => error));
  const away = await Promise.all(whileAway);
  const madeAnother = existsSync(file);
  copyFileSync(`${file}.away`, file);
  const beside = await store.write(putAlias('a/3')).catch((error: unknown) => error);
  rmSync(file);
  renameSync(`${file}.away`, file);
  await store.write(putAlias('a/4'));

  expect(away).toEqual(away.map(() => expect.objectContaining({ kind: 'unavailable', message: expect.stringContaining('moved away') })));
  expect(madeAnother).toBe(false);
  expect(beside).toMatchObject({ kind: 'unavailable', message: expect.stringContaining('another file stands in its place') });
  expect(await aliasesOf(store)).toEqual(['a/1', 'a/4']);
  await store.close();
});

it('is read where it may not be written, sees what others change, and refuses changes', async () => {
  const url = await makeUrl();
  const folder = dirname(sqliteFile(url));
  const first = await open(url);
  await first.write(putAlias('a/1'));
  await first.close();
  chmodSync(sqliteFile(url), 0o400);
  chmodSync(folder, 0o500);

  const ourselvesAgain = withoutRights(sqliteFile(url));
  const store = await open(url);
  const refused = await store.write(putAlias('a/2')).catch((error: unknown) => error);
  const before = await aliasesOf(store);
  ourselvesAgain();
  chmodSync(folder, 0o700);
  chmodSync(sqliteFile(url), 0o600);
  const other = await open(url);
  await other.write(putAlias('a/3'));
  const after = await aliasesOf(store);
  await other.close();
  await store.close();

  // Rights are asked for by the user that the process was started by, which root stays.
  expect(store.writable).toBe(process.getuid?.() === 0);
  expect(other.writable).toBe(true);
  expect(refused).toMatchObject({ kind: 'unavailable', message: expect.stringContaining('readonly') });
  expect([before, after]).toEqual([['a/1'], ['a/1', 'a/3']]);
});

/** Modes keep nothing from root, who becomes somebody else for a while. @returns What ends it. */
function withoutRights(file: string): () => void {
  if (process.geteuid?.() !== 0) return () => {};
  const NOBODY = 65_534;
  for (const each of [file, dirname(file)]) chownSync(each, NOBODY, NOBODY);
  // Into which it has to be let.
  chmodSync(dirname(dirname(file)), 0o711);
  process.seteuid!(NOBODY);
  return () => process.seteuid!(0);
}
