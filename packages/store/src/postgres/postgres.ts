import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import type { Database, Patience } from '../database.ts';
import type { Schema } from '../schema.ts';
import { postgresAddress, type PostgresAddress } from './postgres-address.ts';
import type { PostgresPoolSettings } from './postgres-pool.ts';

const READERS = 4;
/** Changes wait for each other: a second one only asks whether it may. */
const WRITERS = 2;

/** A database of PostgreSQL's. Nothing is connected before it is needed. */
export function openPostgres<S = Schema>(url: string, patience: Patience): Database<S> {
  const address = postgresAddress(url);
  const way = (settings: Pick<PostgresPoolSettings, 'readOnly' | 'connections'>) =>
    new Kysely<S>({ dialect: new PostgresDialect({ pool: async () => makePool(address, { ...patience, ...settings }) }) });
  const reading = way({ readOnly: true, connections: READERS });
  const writing = way({ readOnly: false, connections: WRITERS });
  return {
    engine: 'postgres',
    writable: true,
    reading,
    writing,
    close: async () => {
      await reading.destroy();
      await writing.destroy();
    },
  };
}

/** Most installations have no PostgreSQL, and do not wait for its driver to be loaded. */
async function makePool(address: PostgresAddress, settings: PostgresPoolSettings): Promise<PostgresPool> {
  const { postgresPool } = await import('./postgres-pool.ts');
  return postgresPool(address, settings);
}
