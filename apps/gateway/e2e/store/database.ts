import { DatabaseSync } from '@photostructure/sqlite';
import { join } from 'node:path';
import type { Cluster } from '../../test/support/postgres.ts';

/** A gateway's database, looked at from outside. */
export interface Database {
  readonly engine: 'SQLite' | 'PostgreSQL';
  /** Its address. */
  readonly url: string;
  /** What a gateway needs to use it. */
  readonly environment: Readonly<Record<string, string>>;
  /** The first column of what is found. */
  ask(sql: string): Promise<readonly string[]>;
}

/** Of all of them. */
export const ENCRYPTION_KEY = 'an encryption key for these tests alone';

/** The file that a gateway has in this folder. It is open only while it is asked, so that a gateway that was killed opens it as it was left. */
export const sqliteIn = (folder: string): Database => ({
  engine: 'SQLite',
  url: `file:${join(folder, 'sluice.db')}`,
  environment: { SLUICE_DATA_DIR: folder, SLUICE_ENCRYPTION_KEY: ENCRYPTION_KEY },
  async ask(sql) {
    const database = new DatabaseSync(join(folder, 'sluice.db'), { readOnly: true });
    try {
      return await Promise.resolve(
        database
          .prepare(sql)
          .all()
          .map((row) => String(Object.values(row as object)[0])),
      );
    } finally {
      database.close();
    }
  },
});

/** An empty schema of a server's. */
export async function postgresOn(cluster: Cluster, folder: string): Promise<Database> {
  const url = await cluster.schema();
  const schema = new URL(url).searchParams.get('schema')!;
  return {
    engine: 'PostgreSQL',
    url,
    environment: { SLUICE_DATABASE_URL: url, SLUICE_DATA_DIR: folder, SLUICE_ENCRYPTION_KEY: ENCRYPTION_KEY },
    ask: async (sql) =>
      (await cluster.query(`set search_path to ${schema}; ${sql}`)).split('\n').filter((line) => line !== '' && line !== 'SET'),
  };
}
