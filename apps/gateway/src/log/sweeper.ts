import type { LogStore, Retention } from '@sluice/store/logs';
import { randomUUID } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SweeperMeans {
  readonly store: Pick<LogStore, 'sweep'>;
  readonly retention: Retention;
  readonly dataDir: string;
  readonly now: () => number;
  /** How often the log is looked through. Default: a minute. */
  readonly everyMs?: number;
  /** Told of what kept it from cleaning. */
  readonly onFailed: (error: unknown) => void;
}

const EVERY_MS = 60_000;

/** Between two steps, so that whoever writes or reads comes in between. */
const PAUSE_MS = 50;

/** Removes what is too old or too much, in small steps. Of several processes on one data directory one does it at a time. */
export class Sweeper {
  readonly #means: SweeperMeans;
  readonly #everyMs: number;
  readonly #name = randomUUID();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(means: SweeperMeans) {
    this.#means = means;
    this.#everyMs = means.everyMs ?? EVERY_MS;
    this.#wait(this.#everyMs);
  }

  /** Resolves when no step is under way and none will follow. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #wait(ms: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#step().then((more) => this.#wait(more ? PAUSE_MS : this.#everyMs));
    }, ms);
    this.#timer.unref();
  }

  async #step(): Promise<boolean> {
    const { store, retention, dataDir, now, onFailed } = this.#means;
    try {
      if (!isOurTurn(join(dataDir, 'log-sweeper'), this.#name, 3 * this.#everyMs)) return false;
      return (await store.sweep(retention, now())).more;
    } catch (error) {
      // What is left over is there to be removed the next time.
      onFailed(error);
      return false;
    }
  }
}

/** Whoever has swept last goes on for as long as it does so; another takes over when nobody has for a while. Two at once would do no harm. */
function isOurTurn(file: string, name: string, staleMs: number): boolean {
  const last = lastTurn(file);
  if (last !== undefined && last.name !== name && Date.now() - last.at < staleMs) return false;
  writeFileSync(file, name, { mode: 0o600 });
  return true;
}

function lastTurn(file: string): { readonly name: string; readonly at: number } | undefined {
  try {
    return { name: readFileSync(file, 'utf8'), at: statSync(file).mtimeMs };
  } catch {
    return undefined; // Nobody has swept here yet.
  }
}
