import { Kysely, PostgresDialect } from 'kysely';
import type { Database, Patience } from '../database.ts';
import type { Schema } from '../schema.ts';
import { postgresAddress } from './postgres-address.ts';
import { postgresPool, type PostgresPoolSettings } from './postgres-pool.ts';

const READERS = 4;
/** Changes wait for each other: a second one only asks whether it may. */
const WRITERS = 2;

/** A database of PostgreSQL's. Nothing is connected before it is needed. */
export function openPostgres(url: string, patience: Patience): Database {
  const address = postgresAddress(url);
  const way = (settings: Pick<PostgresPoolSettings, 'readOnly' | 'connections'>) =>
    new Kysely<Schema>({ dialect: new PostgresDialect({ pool: postgresPool(address, { ...patience, ...settings }) }) });
  const reading = way({ readOnly: true, connections: READERS });
  const writing = way({ readOnly: false, connections: WRITERS });
  return {
    engine: 'postgres',
    reading,
    writing,
    close: async () => {
      await reading.destroy();
      await writing.destroy();
    },
  };
}
