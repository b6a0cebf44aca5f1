import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { StoreError } from '../store-error.ts';
import { sqliteError } from './sqlite-error.ts';
import type { Answer, Batch, BatchStatement, Question, SqliteValue, ThreadSettings } from './sqlite-messages.ts';

/** Beside this file, and beside a bundle that has swallowed it. */
const WORKER = fileURLToPath(new URL('./sqlite-worker.js', import.meta.url));

type Rows = Extract<Answer, { readonly rows: unknown }>;

interface Asked {
  readonly resolve: (answer: Rows) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** A thread with SQLite in it. It keeps the process alive only while it owes an answer. */
export class SqliteThread {
  readonly #worker: Worker;
  readonly #asked = new Map<number, Asked>();
  readonly #ended: Promise<unknown>;
  #number = 0;
  #gone: Error | undefined;

  constructor(settings: ThreadSettings) {
    this.#worker = new Worker(WORKER, { workerData: settings, name: 'sqlite' });
    this.#ended = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#worker.on('message', (answer: Answer) => this.#answered(answer));
    this.#worker.on('error', (error) => this.#lose(error));
    this.#worker.on('exit', () => this.#lose(new Error('it ended')));
    this.#worker.unref();
  }

  /** Whether another has to be started in its place. */
  get gone(): boolean {
    return this.#gone !== undefined;
  }

  /** @throws StoreError */
  async run(connection: number, sql: string, parameters: readonly SqliteValue[], withinMs: number): Promise<Rows> {
    return this.#ask(connection, withinMs, (id, until) => ({ id, connection, sql, parameters, until }));
  }

  /** All statements for all their rows, or none. @throws StoreError; `missing` where one that asks finds nothing for a row. */
  async runAll(connection: number, batch: readonly BatchStatement[], withinMs: number): Promise<Rows> {
    return this.#ask(connection, withinMs, (id, until) => ({ id, connection, batch, until }));
  }

  async #ask(connection: number, withinMs: number, message: (id: number, until: number) => Question | Batch): Promise<Rows> {
    if (this.#gone !== undefined) throw lost(this.#gone);
    return new Promise((resolve, reject) => {
      const id = ++this.#number;
      // A disk that does not answer holds the thread where nothing can interrupt it: ending it there ends the process.
      const timer = setTimeout(() => {
        this.#settle(id)?.reject(lost(new Error(`no answer within ${withinMs / 1000} seconds`)));
        // If it was begun it is undone, as soon as the thread goes on.
        this.#worker.postMessage({ id: 0, connection, sql: 'rollback', parameters: [], until: Infinity } satisfies Question);
      }, withinMs);
      this.#asked.set(id, { resolve, reject, timer });
      this.#worker.ref();
      this.#worker.postMessage(message(id, Date.now() + withinMs));
    });
  }

  /** Lets it finish what it is at, for so long. */
  async end(withinMs: number): Promise<void> {
    if (this.#gone !== undefined) return;
    this.#worker.ref();
    this.#worker.postMessage('end');
    let timer: NodeJS.Timeout | undefined;
    const stuck = new Promise((resolve) => {
      timer = setTimeout(resolve, withinMs);
    });
    await Promise.race([this.#ended, stuck]);
    clearTimeout(timer);
    this.#worker.unref();
  }

  #answered(answer: Answer): void {
    const asked = this.#settle(answer.id);
    if ('error' in answer) asked?.reject(sqliteError(answer.error));
    else asked?.resolve(answer);
  }

  #settle(id: number): Asked | undefined {
    const asked = this.#asked.get(id);
    clearTimeout(asked?.timer);
    this.#asked.delete(id);
    if (this.#asked.size === 0) this.#worker.unref();
    return asked;
  }

  #lose(why: Error): void {
    this.#gone ??= why;
    for (const id of this.#asked.keys()) this.#settle(id)?.reject(lost(this.#gone));
  }
}

const lost = (why: Error) => new StoreError('unavailable', `SQLite does not answer (${why.message})`, { cause: why });
