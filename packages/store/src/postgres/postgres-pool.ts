import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import pg from 'pg';
import type { Patience } from '../database.ts';
import { isStoreError, StoreError } from '../store-error.ts';
import type { PostgresAddress } from './postgres-address.ts';
import { postgresError } from './postgres-error.ts';

/** How many connections there are at most, and what they are for. */
export interface PostgresPoolSettings extends Patience {
  readonly connections: number;
  readonly readOnly: boolean;
}

/** Connections that give up in time and are never used again after they did. */
export function postgresPool({ connectionString, schema }: PostgresAddress, settings: PostgresPoolSettings): PostgresPool {
  const { patienceMs, connections, readOnly } = settings;
  const pool = new pg.Pool({
    connectionString,
    max: connections,
    types: numbers(),
    application_name: 'sluice',
    connectionTimeoutMillis: patienceMs,
    // The server's own limit comes first; this one is for a server that no longer says anything.
    query_timeout: patienceMs + 500,
    keepAlive: true,
    // Idle connections are let go, so that a process that does nothing more may end.
    allowExitOnIdle: true,
    // oxlint-disable-next-line typescript/no-misused-promises -- The pool waits for it, which its types do not tell.
    onConnect: async (client) => {
      await client.query(
        [
          `set statement_timeout = ${patienceMs}`,
          `set lock_timeout = ${patienceMs}`,
          `set idle_in_transaction_session_timeout = ${patienceMs * 2}`,
          `set default_transaction_read_only = ${readOnly ? 'on' : 'off'}`,
          // Compiling a question costs more than any of ours takes; and sums of a month are put together in memory.
          'set jit = off',
          ...(readOnly ? ["set work_mem = '32MB'"] : []),
          ...(schema === undefined ? [] : [`set search_path = ${pg.escapeIdentifier(schema)}`]),
        ].join('; '),
      );
    },
  });
  // Of connections that nobody is using; whoever uses one next gets another.
  pool.on('error', () => undefined);
  return {
    connect: async () => client(await connected(pool, patienceMs * 2)),
    end: async () => pool.end(),
  };
}

/** The pool's own limit ends with the connection; a server may fall silent just after. */
async function connected(pool: pg.Pool, withinMs: number): Promise<pg.PoolClient> {
  const connecting = pool.connect();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new StoreError('unavailable', `The database did not answer for ${withinMs / 1000} seconds`));
      connecting.then(
        (unwanted) => unwanted.release(true),
        () => undefined,
      );
    }, withinMs);
  });
  try {
    return await Promise.race([connecting, late]);
  } catch (error) {
    throw asError(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Counters and times are far below 2^53. */
function numbers(): pg.TypeOverrides {
  const types = new pg.TypeOverrides();
  for (const type of [pg.types.builtins.INT8, pg.types.builtins.NUMERIC]) types.setTypeParser(type, Number);
  return types;
}

function client(taken: pg.PoolClient): PostgresPoolClient {
  let broken: Error | undefined;
  // While somebody has the connection the pool does not listen; the statement under way is told of it anyway.
  const onError = (error: Error) => (broken ??= asError(error));
  taken.on('error', onError);

  async function query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    // What a lost connection had begun is undone by the server.
    if (broken !== undefined && sql === 'rollback') return { command: 'SELECT', rowCount: 0, rows: [] };
    if (broken !== undefined) throw broken;
    try {
      const { command, rowCount, rows } = await taken.query(sql, [...parameters]);
      // A transaction that has failed is rolled back by `commit` without a word.
      if (sql === 'commit' && command !== 'COMMIT') throw new StoreError('unavailable', 'The database did not keep the change');
      return { command: command as 'SELECT', rowCount: rowCount ?? 0, rows: rows as R[] };
    } catch (error) {
      const translated = asError(error);
      if (isStoreError(translated, 'unavailable')) broken = translated;
      throw translated;
    }
  }
  return {
    query: query as PostgresPoolClient['query'],
    release: () => {
      taken.off('error', onError);
      taken.release(broken);
    },
  };
}

function asError(error: unknown): Error {
  const translated = postgresError(error);
  return translated instanceof Error ? translated : new Error(String(translated));
}
