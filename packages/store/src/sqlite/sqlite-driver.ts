import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import { StoreError } from '../store-error.ts';
import { Turns } from '../turns.ts';
import type { BatchStatement, SqliteValue, ThreadSettings } from './sqlite-messages.ts';
import { SqliteThread } from './sqlite-thread.ts';

/** How a driver uses its thread. */
export interface SqliteDriverSettings extends ThreadSettings {
  readonly connections: number;
  /** Whether it is known already that the thread will be needed: it takes a while to start. */
  readonly soon: boolean;
}

/** Kysely's driver for a thread with SQLite. The thread is started when it is needed first. */
export class SqliteThreadDriver implements Driver {
  readonly #settings: SqliteDriverSettings;
  readonly #turns: Turns<number>;
  #thread: SqliteThread | undefined;

  constructor(settings: SqliteDriverSettings) {
    this.#settings = settings;
    this.#turns = new Turns(Array.from({ length: settings.connections }, (_, number) => number));
    if (settings.soon) this.#thread = new SqliteThread(settings);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<SqliteConnection> {
    const number = await this.#turns.take(this.#settings.busyMs);
    if (this.#thread === undefined || this.#thread.gone) this.#thread = new SqliteThread(this.#settings);
    return new SqliteConnection(this.#thread, number, this.#settings.busyMs);
  }

  async releaseConnection(connection: SqliteConnection): Promise<void> {
    this.#turns.giveBack(connection.number);
  }

  async beginTransaction(connection: SqliteConnection): Promise<void> {
    // Deferred, a writer could be refused in the middle of its work, however long it would be willing to wait.
    await connection.run(this.#settings.readOnly ? 'begin' : 'begin immediate');
  }

  async commitTransaction(connection: SqliteConnection): Promise<void> {
    await connection.run('commit');
  }

  async rollbackTransaction(connection: SqliteConnection): Promise<void> {
    // Where the thread is lost, so is what it had begun; why it was lost has been said by the statement that met it.
    await connection.run('rollback').catch(() => undefined);
  }

  /** Runs all statements for all their rows in one transaction of its own. @throws StoreError */
  async runAll(batch: readonly BatchStatement[]): Promise<void> {
    const connection = await this.acquireConnection();
    try {
      await connection.runAll(batch);
    } finally {
      await this.releaseConnection(connection);
    }
  }

  async destroy(): Promise<void> {
    await this.#thread?.end(this.#settings.busyMs * 2);
  }
}

/** One of the thread's connections, for as long as somebody has it. */
class SqliteConnection implements DatabaseConnection {
  readonly number: number;
  readonly #thread: SqliteThread;
  readonly #withinMs: number;

  constructor(thread: SqliteThread, number: number, busyMs: number) {
    this.#thread = thread;
    this.number = number;
    // SQLite gives up by itself after `busyMs`; what takes longer than that again is stuck.
    this.#withinMs = busyMs * 2;
  }

  async run(sql: string, parameters: readonly SqliteValue[] = []) {
    return this.#thread.run(this.number, sql, parameters, this.#withinMs);
  }

  async runAll(batch: readonly BatchStatement[]): Promise<void> {
    await this.#thread.runAll(this.number, batch, this.#withinMs);
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changes } = await this.run(sql, parameters.map(valueOf));
    return { rows: rows as R[], numAffectedRows: BigInt(changes) };
  }

  // oxlint-disable-next-line require-yield -- What kysely asks for, and nobody here uses.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new StoreError('unavailable', 'SQLite’s rows are not streamed: ask for pages');
  }
}

function valueOf(value: unknown): SqliteValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string' || value instanceof Uint8Array) return value;
  throw new TypeError(`a ${typeof value} cannot be kept in a column`);
}
