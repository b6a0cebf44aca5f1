import type { Store, StoreError, Writing } from '@sluice/store';

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
  readOnlySince(): number | undefined;
}

/**
 * Watches what becomes of changes. A file that somebody else holds, or a disk that is full or mounted read-only, shows
 * itself to nobody who only reads. Once that is known, changes are refused soon, in place of each waiting in vain behind the others.
 */
export function watchWrites(opened: Store, { now, onLost, onBack }: WriteWatchMeans): WriteWatch {
  let lost: { readonly since: number; readonly error: unknown } | undefined;
  let waiting: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  async function attempt<T>(change: (writing: Writing) => Promise<T>): Promise<T> {
    let began = false;
    try {
      const result = await opened.write((writing) => {
        began = true;
        return change(writing);
      });
      taken();
      return result;
    } catch (error) {
      if ((error as Partial<StoreError>).kind === 'unavailable') await refused(error);
      // Whoever got as far as that could have changed something.
      else if (began) taken();
      throw error;
    }
  }

  function taken(): void {
    clearTimeout(timer);
    if (lost === undefined) return;
    const lostMs = now() - lost.since;
    lost = undefined;
    onBack(lostMs);
    for (const goOn of waiting) goOn();
    waiting = [];
  }

  async function refused(error: unknown): Promise<void> {
    if (closed) return;
    clearTimeout(timer);
    // What becomes of it is told here, and of nobody else's interest.
    timer = setTimeout(() => void attempt(() => Promise.resolve()).catch(() => {}), EVERY_MS);
    timer.unref();
    // One that cannot be read either is told of by whoever reads it.
    if (lost !== undefined || !(await isReadable())) return;
    lost = { since: now(), error };
    onLost(error);
  }

  const backSoon = () =>
    new Promise<void>((resolve) => {
      const inTime = () => {
        clearTimeout(patience);
        resolve();
      };
      const patience = setTimeout(() => {
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
        clearTimeout(timer);
        return opened.close();
      },
    },
    readOnlySince: () => lost?.since,
  };
}
