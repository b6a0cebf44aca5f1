import { sql, type Kysely } from 'kysely';
import type { Engine } from '../database.ts';

/** Which table the steps of a schema are written down in: a database may hold two of ours. */
export type History = 'schema_migrations' | 'log_migrations';

/** A step that this database has taken. */
export interface Applied {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** The steps that this database has taken, in their order; none where it has never been one of ours. */
export async function applied<S>(db: Kysely<S>, engine: Engine, history: History = 'schema_migrations'): Promise<readonly Applied[]> {
  if (!(await hasHistory(db, engine, history))) return [];
  const { rows } = await sql<Applied>`select name, at from ${sql.table(history)} order by name`.execute(db);
  return rows;
}

/** Makes room for them. */
export async function ensureHistory<S>(db: Kysely<S>, history: History): Promise<void> {
  await sql`create table if not exists ${sql.table(history)} (name text primary key, at bigint not null)`.execute(db);
}

/** Writes a step down. */
export async function remember<S>(db: Kysely<S>, history: History, { name, at }: Applied): Promise<void> {
  await sql`insert into ${sql.table(history)} (name, at) values (${name}, ${at})`.execute(db);
}

async function hasHistory<S>(db: Kysely<S>, engine: Engine, history: History): Promise<boolean> {
  const found =
    engine === 'sqlite'
      ? await sql`select 1 from sqlite_master where type = 'table' and name = ${history}`.execute(db)
      : await sql`select 1 where to_regclass(${history}) is not null`.execute(db);
  return found.rows.length > 0;
}
