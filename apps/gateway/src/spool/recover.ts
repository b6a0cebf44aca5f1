import { isStoreError } from '@sluice/store';
import type { LogEntry, LogStore } from '@sluice/store/logs';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { readSpool } from './read-spool.ts';

export interface RecoverMeans {
  readonly store: Pick<LogStore, 'append'>;
  /** Aborted when the gateway stops: what is not done by then stays for the next start. */
  readonly ending: AbortSignal;
  /** Told of a record that the database does not want. */
  readonly onRejected: (entry: LogEntry, error: unknown) => void;
  /** Given a folder that cannot be read, or that has only files left that cannot: it must not be found here again. */
  readonly setAside: (folder: string, error: unknown) => void;
}

/** What came of it. */
export interface Recovered {
  readonly records: number;
  /** Lines that tell nothing. */
  readonly badLines: number;
}

const MOST_IN_BATCH = 200;

const BETWEEN_TRIES_MS = 1_000;

/** Gives the log store what dead processes left in these folders, and removes them. Each fails alone. */
export async function recover(folders: readonly string[], means: RecoverMeans): Promise<Recovered> {
  const done = { records: 0, badLines: 0 };
  for (const folder of folders) {
    const bad = new Map<string, unknown>();
    try {
      if (!(await recoverOne(folder, { means, done, bad }))) break;
      if (bad.size === 0) rmSync(folder, { recursive: true, force: true });
      else keepOnly(folder, bad);
    } catch (error) {
      bad.set('', error);
    }
    const [first] = bad;
    if (first) means.setAside(folder, first[1]);
  }
  return done;
}

interface Progress {
  readonly means: RecoverMeans;
  readonly done: { records: number; badLines: number };
  readonly bad: Map<string, unknown>;
}

/** @returns False where the gateway stops first. */
async function recoverOne(folder: string, { means, done, bad }: Progress): Promise<boolean> {
  let batch: LogEntry[] = [];
  const entries = readSpool(folder, { onBadLine: () => void done.badLines++, onBadFile: (name, error) => void bad.set(name, error) });
  for await (const entry of entries) {
    batch.push(entry);
    if (batch.length < MOST_IN_BATCH) continue;
    if (!(await keep(batch, means))) return false;
    done.records += batch.length;
    batch = [];
  }
  if (!(await keep(batch, means))) return false;
  done.records += batch.length;
  return true;
}

/** Removes what was read, so that nobody reads it again. */
function keepOnly(folder: string, bad: ReadonlyMap<string, unknown>): void {
  for (const name of readdirSync(folder)) if (!bad.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
}

/** Keeps them, however long it takes. @returns False where the gateway stops first. */
async function keep(batch: readonly LogEntry[], means: RecoverMeans): Promise<boolean> {
  while (batch.length > 0) {
    if (means.ending.aborted) return false;
    try {
      await means.store.append(batch, true);
      return true;
    } catch (error) {
      if (!isStoreError(error) || error.kind !== 'unavailable') return keepSingly(batch, error, means);
    }
    await setTimeout(BETWEEN_TRIES_MS, undefined, { ref: false, signal: means.ending }).catch(() => {
      // The gateway stops, which is seen above.
    });
  }
  return true;
}

async function keepSingly(batch: readonly LogEntry[], error: unknown, means: RecoverMeans): Promise<boolean> {
  const [only, ...others] = batch;
  if (only && others.length === 0) {
    means.onRejected(only, error);
    return true;
  }
  for (const entry of batch) if (!(await keep([entry], means))) return false;
  return true;
}
