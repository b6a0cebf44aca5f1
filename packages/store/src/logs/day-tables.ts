import { sql, type Kysely, type Transaction } from 'kysely';
import { lockSchema } from '../migrations/lock.ts';
import type { LogDatabase } from './log-database.ts';
import type { LogSchema } from './schema.ts';
import { DAY, firstIdAt } from './time-of-id.ts';
import { nobodyRefers } from './write/tidying.ts';

/** Tables that PostgreSQL divides by day, and by which column. */
export const DIVIDED = {
  log_requests: 'id',
  log_blocks: 'id',
  log_request_pairs: 'request',
  log_traces: 'request',
  log_texts: 'request',
  log_feedback_requests: 'request',
} as const;

/**
 * How far from today a day gets a table of its own; what is farther shares one. Days have theirs from when they begin: only what
 * is told of late asks for one of the past, and making many takes seconds each time.
 */
const PAST = 60;
const FUTURE = 2;

/** Tables of single days: made when the first record of theirs comes, thrown away whole. */
export interface DayTables {
  /** Makes those of these days that are not there. On SQLite there are none. */
  ensure(days: readonly number[]): Promise<void>;
}

/** Of this database. */
export function dayTables({ engine, writing }: LogDatabase): DayTables {
  const known = new Set<number>();
  return {
    ensure: async (days) => {
      if (engine === 'sqlite') return;
      const today = Math.floor(Date.now() / DAY);
      // Tomorrow's too: it is made while nobody waits for it.
      const wanted = new Set([...days, today + 1].filter((day) => day >= today - PAST && day <= today + FUTURE && !known.has(day)));
      for (const day of wanted) {
        await ensureDay(writing, day);
        known.add(day);
      }
    },
  };
}

/** The days that have tables, the oldest first. */
export async function daysWithTables(db: Kysely<LogSchema>): Promise<readonly number[]> {
  const { rows } = await sql<{ name: string }>`
    select child.relname as name from pg_inherits
      join pg_class child on child.oid = inhrelid
      where inhparent = to_regclass('log_requests') and child.relname ~ '_d[0-9]+$'`.execute(db);
  return rows.map(({ name }) => Number(name.replace(/^.*_d/, ''))).toSorted((one, other) => one - other);
}

/** The name of a day's table. */
export const tableOf = (table: keyof typeof DIVIDED, day: number): string => `${table}_d${day}`;

async function ensureDay(writing: Kysely<LogSchema>, day: number): Promise<void> {
  if ((await daysWithTables(writing)).includes(day)) return;
  await writing.transaction().execute(async (tx) => {
    await lockSchema(tx, 'postgres');
    if ((await daysWithTables(tx)).includes(day)) return;
    // Whoever writes to several of these tables would hold one that is wanted here, and want one that is held.
    await nobodyRefers(tx);
    for (const table of Object.keys(DIVIDED) as (keyof typeof DIVIDED)[]) await makeDay(tx, table, day);
  });
}

/** What was kept of that day before it had a table moves into it. */
async function makeDay(tx: Transaction<LogSchema>, table: keyof typeof DIVIDED, day: number): Promise<void> {
  const [name, others, whole] = [tableOf(table, day), `${table}_other`, table].map((each) => sql.table(each)) as [Name, Name, Name];
  const [from, to] = [sql.lit(firstIdAt(day * DAY)), sql.lit(firstIdAt((day + 1) * DAY))];
  const column = sql.ref(DIVIDED[table]);
  await sql`create table ${name} (like ${whole} including all)`.execute(tx);
  await sql`with moved as (delete from ${others} where ${column} >= ${from} and ${column} < ${to} returning *)
    insert into ${name} select * from moved`.execute(tx);
  await sql`alter table ${whole} attach partition ${name} for values from (${from}) to (${to})`.execute(tx);
}

type Name = ReturnType<typeof sql.table>;
