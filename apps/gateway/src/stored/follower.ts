import type { Store } from '@sluice/store';
import type { Memory } from './memory.ts';

/** How often another process' changes are looked for: twice within the second in which they have to count. */
const EVERY_MS = 500;

/** How the store does, as this process sees it. Times are milliseconds since the epoch. */
export interface StoreHealth {
  readonly up: boolean;
  /** Since when it has not answered. */
  readonly since: number | undefined;
  /** When memory was last known to be what the store holds. */
  readonly refreshedAt: number;
  readonly failures: number;
}

export interface FollowerMeans {
  readonly store: Pick<Store, 'changesSince'>;
  readonly memory: Pick<Memory, 'fill' | 'update'>;
  readonly now: () => number;
  /** Told once when the store stops answering. */
  readonly onDown: (error: unknown) => void;
  /** Told once when it answers again, and of how long it did not. */
  readonly onUp: (downMs: number) => void;
  /** Told when everything was read again, not the changes alone. */
  readonly onRefilled: () => void;
}

/** Keeps memory what the store holds. Where the store cannot be asked, memory stays what it was. */
export class Follower {
  readonly #means: FollowerMeans;
  #seq: number | undefined;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #since: number | undefined;
  #refreshedAt: number;
  #failures = 0;

  private constructor(means: FollowerMeans) {
    this.#means = means;
    this.#refreshedAt = means.now();
  }

  /** Reads everything, and from then on what changes. @throws StoreError `unavailable` */
  static async start(means: FollowerMeans): Promise<Follower> {
    const follower = new Follower(means);
    await follower.#look();
    follower.#wait();
    return follower;
  }

  get health(): StoreHealth {
    return { up: this.#since === undefined, since: this.#since, refreshedAt: this.#refreshedAt, failures: this.#failures };
  }

  /** Resolves when memory is at least what the store held at the time of asking, or the store could not be asked. */
  refresh(): Promise<void> {
    if (!this.#running) return this.#run();
    // The one that is under way may have looked before the asker's change was there.
    return (this.#next ??= this.#running.then(() => {
      this.#next = undefined;
      return this.#run();
    }));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#next;
    await this.#running;
  }

  #wait(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.refresh().then(() => this.#wait()), EVERY_MS);
    this.#timer.unref();
  }

  #run(): Promise<void> {
    this.#running = this.#tryLook().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #tryLook(): Promise<void> {
    try {
      await this.#look();
      if (this.#since === undefined) return;
      const downMs = this.#means.now() - this.#since;
      this.#since = undefined;
      this.#means.onUp(downMs);
    } catch (error) {
      this.#failures++;
      if (this.#since !== undefined || this.#stopped) return;
      this.#since = this.#means.now();
      this.#means.onDown(error);
    }
  }

  async #look(): Promise<void> {
    const { store, memory, now, onRefilled } = this.#means;
    const asked = now();
    // Asked for before anything is read: what changes in between is read twice rather than never.
    const { seq, changes } = await store.changesSince(this.#seq);
    if (changes === 'all') {
      await memory.fill();
      onRefilled();
    } else if (changes.length > 0) await memory.update(changes);
    this.#seq = seq;
    this.#refreshedAt = asked;
  }
}
