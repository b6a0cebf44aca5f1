import type { Schema } from '@sluice/store';
import { sql, type Kysely } from 'kysely';

/** Rows that are read or written in one go. */
export const ROWS = 500;

/** What was used, by id. */
export type UsageRows = ReadonlyMap<string, number>;

const asMap = (rows: readonly { readonly id: string; readonly used: number }[]): UsageRows =>
  new Map(rows.map(({ id, used }) => [id, used]));

/** At most `ROWS` ids. */
export const rowsOf = async (db: Kysely<Schema>, ids: readonly string[]): Promise<UsageRows> =>
  asMap(await db.selectFrom('usage').select(['id', 'used']).where('id', 'in', ids).execute());

/** The next rows behind an id. */
export const rowsBehind = async (db: Kysely<Schema>, id: string): Promise<UsageRows> =>
  asMap(await db.selectFrom('usage').select(['id', 'used']).where('id', '>', id).orderBy('id').limit(ROWS).execute());

/** Adds to rows, and makes those that are missing. At most `ROWS`. */
export async function addToRows(db: Kysely<Schema>, additions: UsageRows, nowMs: number): Promise<void> {
  await db
    .insertInto('usage')
    .values([...additions].map(([id, used]) => ({ id, used, updated_at: nowMs })))
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ used: sql`usage.used + excluded.used`, updated_at: sql`excluded.updated_at` }),
    )
    .execute();
}

/** At most `ROWS` ids. */
export const dropRows = async (db: Kysely<Schema>, ids: readonly string[]): Promise<void> => {
  await db.deleteFrom('usage').where('id', 'in', ids).execute();
};
