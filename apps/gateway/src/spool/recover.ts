import { isStoreError } from '@sluice/store';
import type { LogEntry, LogStore } from '@sluice/store/logs';
import { rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { readSpool } from './read-spool.ts';

export interface RecoverMeans {
  readonly store: Pick<LogStore, 'append'>;
  /** Aborted when the gateway stops: what is not done by then stays for the next start. */
  readonly ending: AbortSignal;
  /** Told of a record that the database does not want. */
  readonly onRejected: (entry: LogEntry, error: unknown) => void;
}

const MOST_IN_BATCH = 200;

const BETWEEN_TRIES_MS = 1_000;

/** Gives the log store what dead processes left in these folders, and removes them. @returns How many records. */
export async function recover(folders: readonly string[], means: RecoverMeans): Promise<number> {
  let count = 0;
  for (const folder of folders) {
    let batch: LogEntry[] = [];
    for await (const entry of readSpool(folder)) {
      batch.push(entry);
      if (batch.length < MOST_IN_BATCH) continue;
      if (!(await keep(batch, means))) return count;
      count += batch.length;
      batch = [];
    }
    if (!(await keep(batch, means))) return count;
    count += batch.length;
    rmSync(folder, { recursive: true, force: true });
  }
  return count;
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
