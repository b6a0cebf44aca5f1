import type { Store, StoreError, Writing } from '@sluice/store';
import { setTimeout } from 'node:timers/promises';

/** How often a store that takes no changes is tried again. */
const EVERY_MS = 500;

/** How long a change waits for such a store to be back: it may be at this moment. */
const PATIENCE_MS = 1_000;

export interface WriteWatchMeans {
  readonly now: () => number;
  /** Told once when the store, which can be read, takes no changes. */
  readonly onLost: (error: unknown) => void;
  /** Told once when it takes them again, and of how long it did not. */
  readonly onBack: (lostMs: number) => void;
}

/** A store, and whether it takes changes. */
export interface WriteWatch {
  readonly store: Store;
  /** Since when it can be read alone, in milliseconds since the epoch; undefined while all is well, or nothing is known to the contrary. */
  readonly readOnlySince: () => number | undefined;
}

/**
 * Watches what becomes of changes. A file that somebody else holds, or a disk that is full or mounted read-only, shows
 * itself to nobody who only reads. Once that is known, changes are refused soon, in place of each waiting in vain behind the others.
 */
export function watchWrites(opened: Store, { now, onLost, onBack }: WriteWatchMeans): WriteWatch {
  let lost: { readonly since: number; readonly error: unknown } | undefined;
  let waiting: (() => void)[] = [];
  let trying = false;
  let closed = false;

  async function attempt<T>(change: (writing: Writing) => Promise<T>): Promise<T> {
    try {
      const result = await opened.write(change);
      taken();
      return result;
    } catch (error) {
      if (isUnavailable(error)) void tryUntilTaken();
      throw error;
    }
  }

  function taken(): void {
    if (lost === undefined) return;
    const lostMs = now() - lost.since;
    lost = undefined;
    onBack(lostMs);
    for (const goOn of waiting) goOn();
    waiting = [];
  }

  /** Takes a sample until the store takes it. */
  async function tryUntilTaken(): Promise<void> {
    if (trying) return;
    trying = true;
    for (; !closed; await setTimeout(EVERY_MS, undefined, { ref: false })) {
      // One that cannot be read either is told of by whoever reads it. Asked first: it may come back in between.
      if (!(await isReadable())) continue;
      const error = await opened.write(sample).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (!isUnavailable(error)) break;
      if (lost !== undefined || closed) continue;
      lost = { since: now(), error };
      onLost(error);
    }
    trying = false;
    taken();
  }

  const backSoon = () =>
    new Promise<void>((resolve) => {
      const inTime = () => {
        clearTimeout(patience);
        resolve();
      };
      const patience = globalThis.setTimeout(() => {
        waiting = waiting.filter((each) => each !== inTime);
        resolve();
      }, PATIENCE_MS);
      waiting.push(inTime);
    });

  const isReadable = () =>
    opened.changesSince(undefined).then(
      () => true,
      () => false,
    );

  // What may only be read has been seen by whoever opened it.
  if (!opened.writable) void tryUntilTaken();

  return {
    store: {
      ...opened,
      async write(change) {
        if (lost !== undefined) await backSoon();
        if (lost !== undefined) throw lost.error;
        return attempt(change);
      },
      close() {
        closed = true;
        return opened.close();
      },
    },
    readOnlySince: () => lost?.since,
  };
}

const isUnavailable = (error: unknown): boolean => (error as Partial<StoreError> | undefined)?.kind === 'unavailable';

/** Changes nothing, and yet is written: a full disk or a file that may only be read lets an empty transaction pass. */
async function sample({ tx }: Writing): Promise<void> {
  await tx
    .updateTable('revision')
    .set((eb) => ({ n: eb.ref('n') }))
    .where('id', '=', 1)
    .execute();
}
