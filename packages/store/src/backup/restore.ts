import type { Readable } from 'node:stream';
import { sql, type Transaction } from 'kysely';
import type { Engine } from '../database.ts';
import { applied } from '../migrations/history.ts';
import { lockSchema } from '../migrations/lock.ts';
import { MIGRATIONS } from '../migrations/migrations.ts';
import { planMigrations, refuseNewer, takeSteps } from '../migrations/steps.ts';
import type { DatabaseUrl } from '../open-database.ts';
import type { Schema } from '../schema.ts';
import { readKeyring, type EncryptionKey } from '../secrets/keyring.ts';
import { StoreError } from '../store-error.ts';
import { TABLE_NAMES, type TableName } from '../tables.ts';
import { withDatabase } from '../with-database.ts';
import type { BackupSummary } from './backup.ts';
import { isEmpty } from './is-empty.ts';
import { notWhole, parseLine, readHeader, Tally, type RowLine, type Trailer } from './format.ts';
import { readLines } from './read-lines.ts';

/** Where a backup is restored to. */
export interface RestoreOptions {
  readonly url: DatabaseUrl;
  /** The one of the store that the backup is of. */
  readonly encryptionKey: EncryptionKey;
  /** Whether what is there may go. */
  readonly replace?: boolean;
}

/**
 * Puts back what a backup holds, of either engine, in one transaction: all of it or nothing. Gateways that run read
 * everything again.
 *
 * @throws StoreError `not_empty`, `unreadable`, `wrong_key`, `too_new`, `unavailable`
 */
export async function restore({ url, encryptionKey, replace = false }: RestoreOptions, from: Readable): Promise<BackupSummary> {
  return withDatabase(url, ({ engine, writing }) =>
    writing.transaction().execute(async (tx) => {
      await lockSchema(tx, engine);
      const before = await clear(tx, engine, replace);
      const rows = await putBack(tx, engine, from);
      const keyring = await readKeyring(tx, encryptionKey);
      if (keyring === undefined) throw notWhole('it has no key ring');
      await tx
        .updateTable('revision')
        .set((eb) => ({ n: sql<number>`case when ${eb.ref('n')} > ${before} then ${eb.ref('n')} else ${sql.lit(before)} end + 1` }))
        .execute();
      return { rows };
    }),
  );
}

/** Takes away what is there. @returns the number of its last change. */
async function clear(tx: Transaction<Schema>, engine: Engine, replace: boolean): Promise<number> {
  const plan = planMigrations(await applied(tx, engine));
  refuseNewer(plan);
  if (plan.applied.length === 0) return 0;
  if (!replace && !(await isEmpty(tx)))
    throw new StoreError('not_empty', 'The store is not empty: restore into an empty one, or say that what is there may be replaced');
  const { n } = await tx.selectFrom('revision').select('n').executeTakeFirstOrThrow();
  if (engine === 'sqlite') await sql`pragma defer_foreign_keys = on`.execute(tx);
  for (const table of TABLE_NAMES.toReversed()) await drop(tx, engine, table);
  await tx.schema.dropTable('schema_migrations').execute();
  return n;
}

async function drop(tx: Transaction<Schema>, engine: Engine, table: TableName): Promise<void> {
  const statement = tx.schema.dropTable(table).ifExists();
  await (engine === 'postgres' ? statement.cascade() : statement).execute();
}

/** Builds the tables as they were when the backup was made, fills them, and takes the steps since. */
async function putBack(tx: Transaction<Schema>, engine: Engine, from: Readable): Promise<number> {
  const now = Date.now();
  const tally = new Tally();
  const lines = readLines(from);
  const first = await lines.next();
  const header = readHeader(first.value ?? undefined);
  tally.line(first.value ?? '');
  if (!MIGRATIONS.some(({ name }) => name === header.schema))
    throw new StoreError('too_new', `The backup is of ${header.schema}, which this version of Sluice does not know: use a later one`);
  await takeSteps(tx, { engine, now, upTo: header.schema });
  // What an installation begins with is in the backup too, as it has become.
  for (const table of TABLE_NAMES.toReversed()) await tx.deleteFrom(table).execute();
  await fill(tx, lines, tally);
  await takeSteps(tx, { engine, now });
  if (engine === 'postgres')
    await sql`select setval(pg_get_serial_sequence('audit_log', 'seq'), coalesce((select max(seq) from audit_log), 0) + 1, false)`.execute(
      tx,
    );
  return tally.trailer().rows;
}

const ROWS = 100;

async function fill(tx: Transaction<Schema>, lines: AsyncIterable<string>, tally: Tally): Promise<void> {
  let page: RowLine[] = [];
  let trailer: Partial<Trailer> | undefined;
  for await (const line of lines) {
    if (trailer !== undefined) throw notWhole('it goes on after its end');
    const read = parseLine<Partial<RowLine> & Partial<Trailer>>(line);
    if (read.table === undefined || read.row === undefined) {
      trailer = read;
      continue;
    }
    tally.row(line);
    if (page.length === ROWS || (page[0] !== undefined && page[0].table !== read.table)) page = await insert(tx, page);
    page.push({ table: read.table, row: read.row });
  }
  await insert(tx, page);
  const { rows, sha256 } = tally.trailer();
  if (trailer?.rows !== rows || trailer.sha256 !== sha256) throw notWhole('its end does not tell of what came before');
}

async function insert(tx: Transaction<Schema>, page: readonly RowLine[]): Promise<RowLine[]> {
  const [first] = page;
  if (first === undefined) return [];
  const table = TABLE_NAMES.find((name) => name === first.table);
  if (table === undefined) throw notWhole(`it names a table ${JSON.stringify(first.table.slice(0, 40))}`);
  const columns = Object.keys(first.row);
  const values = page.map(({ row }) => sql`(${sql.join(columns.map((column) => row[column] ?? null))})`);
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}) values ${sql.join(values)}`.execute(tx);
  return [];
}
