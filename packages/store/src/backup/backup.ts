import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { applied } from '../migrations/history.ts';
import { planMigrations, refuseNewer } from '../migrations/steps.ts';
import type { DatabaseUrl } from '../open-database.ts';
import type { Schema } from '../schema.ts';
import { StoreError } from '../store-error.ts';
import { TABLE_NAMES, TABLES, type TableName } from '../tables.ts';
import { withDatabase } from '../with-database.ts';
import { Tally, type Header, type RowLine } from './format.ts';

/** What a backup holds. */
export interface BackupSummary {
  readonly rows: number;
}

/**
 * Writes all that is in the store, as it is at one moment, while others go on writing. What is sealed stays so: whoever
 * restores it needs the same encryption key.
 *
 * @throws StoreError `unavailable`, `too_new`, `unprepared`
 */
export async function backup({ url }: { readonly url: DatabaseUrl }, to: Writable): Promise<BackupSummary> {
  return withDatabase(url, async ({ engine, reading }: Database) => {
    const snapshot = reading.transaction().setAccessMode('read only').setIsolationLevel('repeatable read');
    return snapshot.execute(async (tx) => {
      const plan = planMigrations(await applied(tx, engine));
      refuseNewer(plan);
      const schema = plan.applied.at(-1)?.name;
      if (schema === undefined || plan.pending.length > 0)
        throw new StoreError('unprepared', 'The database has migrations to take first: sluice db migrate');
      const tally = new Tally();
      const header: Header = { format: 'sluice-backup', version: 1, schema, at: Date.now() };
      await pipeline(Readable.from(lines(tx, header, tally)), createGzip(), to);
      return { rows: tally.trailer().rows };
    });
  });
}

async function* lines(db: Kysely<Schema>, header: Header, tally: Tally): AsyncIterable<string> {
  const first = JSON.stringify(header);
  tally.line(first);
  yield `${first}\n`;
  for (const table of TABLE_NAMES) {
    // Only for those who follow along; whoever restores has all of them read everything.
    if (table === 'changes') continue;
    for await (const row of rowsOf(db, table)) {
      const line = JSON.stringify({ table, row } satisfies RowLine);
      tally.row(line);
      yield `${line}\n`;
    }
  }
  yield `${JSON.stringify(tally.trailer())}\n`;
}

const ROWS = 500;

/** Page by page by the primary key. */
async function* rowsOf(db: Kysely<Schema>, table: TableName): AsyncIterable<Readonly<Record<string, unknown>>> {
  const keys: readonly string[] = TABLES[table];
  const columns = sql.join(keys.map((key) => sql.ref(key)));
  let after = sql``;
  for (;;) {
    const { rows } = await sql<
      Record<string, unknown>
    >`select * from ${sql.table(table)} ${after} order by ${columns} limit ${ROWS}`.execute(db);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS) return;
    after = sql`where (${columns}) > (${sql.join(keys.map((key) => last[key]))})`;
  }
}
