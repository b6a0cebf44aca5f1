import { sql, type Kysely } from 'kysely';
import type { Engine } from '../database.ts';
import type { Schema } from '../schema.ts';

/** A step that this database has taken. */
export interface Applied {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** The steps that this database has taken, in their order; none where it has never been one of ours. */
export async function applied(db: Kysely<Schema>, engine: Engine): Promise<readonly Applied[]> {
  if (!(await hasHistory(db, engine))) return [];
  const { rows } = await sql<Applied>`select name, at from schema_migrations order by name`.execute(db);
  return rows;
}

/** Makes room for them. */
export async function ensureHistory(db: Kysely<Schema>): Promise<void> {
  await sql`create table if not exists schema_migrations (name text primary key, at bigint not null)`.execute(db);
}

/** Writes a step down. */
export async function remember(db: Kysely<Schema>, { name, at }: Applied): Promise<void> {
  await sql`insert into schema_migrations (name, at) values (${name}, ${at})`.execute(db);
}

async function hasHistory(db: Kysely<Schema>, engine: Engine): Promise<boolean> {
  const found =
    engine === 'sqlite'
      ? await sql`select 1 from sqlite_master where type = 'table' and name = 'schema_migrations'`.execute(db)
      : await sql`select 1 where to_regclass('schema_migrations') is not null`.execute(db);
  return found.rows.length > 0;
}
