import { isStoreError } from '@sluice/store';
import type { LogEntry, LogStore } from '@sluice/store/logs';

/** How writing goes. */
export interface WriterHealth {
  /** Since when the database has not taken anything, in milliseconds since the epoch; undefined while it does. */
  readonly since: number | undefined;
  /** Records that it has taken since the start. */
  readonly written: number;
  /** Milliseconds from a request's end to its record being kept: of the last batch, or so far of the oldest that waits where that is longer. */
  readonly lagMs: number;
}

export interface WriterMeans {
  readonly store: Pick<LogStore, 'append'>;
  readonly now: () => number;
  /** Told of records that are no longer held: they are kept, or nobody will keep them. */
  readonly onDone: (entries: readonly LogEntry[]) => void;
  /** Told once when the database takes nothing, and once when it does again. */
  readonly onDown: (error: unknown) => void;
  readonly onUp: (downMs: number) => void;
  /** Told of a record that the database does not want. */
  readonly onRejected: (entry: LogEntry, error: unknown) => void;
}

/** One transaction costs little more for hundreds of records than for one. */
const MOST_IN_BATCH = 1_000;

/**
 * How long a batch is gathered: a record is there to be found a fifth of a second after its request. In 50 ms transactions cost
 * more, and in 200 the collector does, for which more records grow old.
 */
const EVERY_MS = 100;

const FIRST_PAUSE_MS = 250;

const LONGEST_PAUSE_MS = 5_000;

/** Gives records to the log store, a batch at a time. Where that does not answer they wait, and the batch is tried again. */
export class LogWriter {
  readonly #means: WriterMeans;
  #waiting: LogEntry[] = [];
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  #since: number | undefined;
  #written = 0;
  #lagMs = 0;
  #closing = false;

  constructor(means: WriterMeans) {
    this.#means = means;
  }

  get health(): WriterHealth {
    const [oldest] = this.#waiting;
    const waitsMs = oldest ? this.#means.now() - oldest.at - oldest.timings.total : 0;
    return { since: this.#since, written: this.#written, lagMs: Math.max(this.#lagMs, waitsMs) };
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  add(entries: readonly LogEntry[]): void {
    for (const entry of entries) this.#waiting.push(entry);
    if (this.#waiting.length >= MOST_IN_BATCH) this.#start();
    else this.#timer ??= setTimeout(() => this.#start(), EVERY_MS);
  }

  /** Writes what waits, and gives up after so long. @returns What could not be written. */
  async close(limitMs: number): Promise<readonly LogEntry[]> {
    this.#closing = true;
    // A pause between two tries is over.
    this.#wake?.();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, limitMs)));
    this.#start();
    await Promise.race([this.#running, late]);
    clearTimeout(timer);
    const left = this.#waiting;
    this.#waiting = [];
    return left;
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#running ??= this.#run().finally(() => (this.#running = undefined));
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // They stay in the list until they are kept, so that whoever looks sees all that is not.
      const batch = this.#waiting.slice(0, MOST_IN_BATCH);
      await this.#keep(batch);
      this.#waiting.splice(0, batch.length);
      this.#means.onDone(batch);
    }
  }

  async #keep(batch: readonly LogEntry[]): Promise<void> {
    const { store, now } = this.#means;
    for (let pauseMs = FIRST_PAUSE_MS, again = false; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS), again = true) {
      try {
        // A try that failed may have been kept, with its answer lost.
        await store.append(batch, ...(again ? [true as const] : []));
        this.#took(batch, now());
        return;
      } catch (error) {
        if (!isUnavailable(error)) return this.#keepSingly(batch);
        this.#lost(error, now());
      }
      await this.#pause(pauseMs);
    }
  }

  /** Of records that cannot be kept together each is tried by itself: one that is wrong must not cost the others. */
  async #keepSingly(batch: readonly LogEntry[]): Promise<void> {
    const { store, now, onRejected } = this.#means;
    for (const entry of batch) {
      try {
        await store.append([entry], true);
        this.#took([entry], now());
      } catch (error) {
        onRejected(entry, error);
      }
    }
  }

  #took(batch: readonly LogEntry[], now: number): void {
    this.#written += batch.length;
    const last = batch.at(-1);
    if (last) this.#lagMs = Math.max(0, now - last.at - last.timings.total);
    if (this.#since === undefined) return;
    const downMs = now - this.#since;
    this.#since = undefined;
    this.#means.onUp(downMs);
  }

  #lost(error: unknown, now: number): void {
    if (this.#since !== undefined) return;
    this.#since = now;
    this.#means.onDown(error);
  }

  #pause(ms: number): Promise<void> {
    if (this.#closing) ms = Math.min(ms, FIRST_PAUSE_MS);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      timer.unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const isUnavailable = (error: unknown): boolean => isStoreError(error) && error.kind === 'unavailable';
