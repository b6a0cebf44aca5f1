import { sql, type Kysely, type Transaction } from 'kysely';
import type { Engine } from '../../database.ts';
import type { LogSchema } from '../schema.ts';
import { mayTidy } from '../write/tidying.ts';

/** Rows that one step looks at: on PostgreSQL each is looked for in the table of every day. */
const STEP: Readonly<Record<Engine, number>> = { sqlite: 500, postgres: 200 };

/** Which tables refer to them. */
const USERS = {
  log_dims: sql`select 1 from log_sums where dims = t.id`,
  log_pairs: sql`select 1 from log_request_pairs where pair = t.id`,
} as const;

/** Where the walk is. */
export interface Walk {
  readonly table: keyof typeof USERS;
  readonly after: number;
}

/** Where it begins. */
export const START: Walk = { table: 'log_dims', after: 0 };

/** Deletes what no record has in common any more, a few rows on. @returns Where to go on; undefined at the end. */
export async function deleteUnused(writing: Kysely<LogSchema>, engine: Engine, walk: Walk): Promise<Walk | undefined> {
  const { table, after } = walk;
  return writing.transaction().execute(async (tx) => {
    // Records are being put in: it stays where it is.
    if (engine === 'postgres' && !(await mayTidy(tx))) return walk;
    const { rows } = await sql<{ id: number }>`
      select id from ${sql.table(table)} where id > ${after} order by id limit ${sql.lit(STEP[engine])}`.execute(tx);
    const last = rows.at(-1);
    if (last === undefined) return table === 'log_dims' ? { table: 'log_pairs', after: 0 } : undefined;
    await sql`delete from ${sql.table(table)} as t where id > ${after} and id <= ${last.id} and not exists (${USERS[table]})`.execute(tx);
    return { table, after: last.id };
  });
}

/** Of these pairs, those that no record has any more. */
export async function deleteUnusedPairs(tx: Transaction<LogSchema>, engine: Engine, ids: readonly number[]): Promise<void> {
  if (ids.length === 0 || (engine === 'postgres' && !(await mayTidy(tx)))) return;
  await sql`delete from log_pairs as t where id in (${sql.join(ids)}) and not exists (${USERS.log_pairs})`.execute(tx);
}
