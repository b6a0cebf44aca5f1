import { afterEach, describe, expect, it } from '@jest/globals';
import type { ChangesSince } from '@sluice/store';
import { Follower, type FollowerMeans } from './follower.ts';

/** A store that a test moves on, breaks and mends. */
class MovedStore {
  seq = 0;
  broken = false;
  asked: (number | undefined)[] = [];
  /** What is answered in place of the changes since. */
  all = false;
  hold: Promise<void> = Promise.resolve();

  changesSince = async (seq: number | undefined): Promise<ChangesSince> => {
    this.asked.push(seq);
    const now = this.seq;
    await this.hold;
    if (this.broken) throw new Error('gone');
    if (seq === undefined || this.all) return { seq: now, changes: 'all' };
    return { seq: now, changes: Array.from({ length: now - seq }, (_each, index) => ({ kind: 'configs', id: String(seq + index + 1) })) };
  };
}

describe('a follower', () => {
  let follower: Follower | undefined;
  afterEach(() => follower?.stop());

  const following = async (store: MovedStore) => {
    const told: string[] = [];
    const clock = { now: 1_000 };
    const means: FollowerMeans = {
      store,
      memory: {
        fill: async () => void told.push('fill'),
        update: async (changes) => void told.push(`update ${changes.map(({ id }) => id).join()}`),
      },
      now: () => clock.now,
      onDown: (error) => told.push(`down: ${(error as Error).message}`),
      onUp: (downMs) => told.push(`up after ${downMs}`),
      onRefilled: () => told.push('refilled'),
    };
    follower = await Follower.start(means);
    return { follower, told, clock };
  };

  it('reads everything first, and then what has changed', async () => {
    const store = new MovedStore();
    const { follower: it, told } = await following(store);

    store.seq = 2;
    await it.refresh();
    await it.refresh();

    expect(told).toEqual(['fill', 'refilled', 'update 1,2']);
  });

  it('reads everything again when it is too far behind', async () => {
    const store = new MovedStore();
    const { follower: it, told } = await following(store);

    store.seq = 50_000;
    store.all = true;
    await it.refresh();

    expect(told).toEqual(['fill', 'refilled', 'fill', 'refilled']);
    expect(store.asked).toEqual([undefined, 0]);
  });

  it('looks once more for whoever asks while it is looking, and once for all of them', async () => {
    const store = new MovedStore();
    const { follower: it, told } = await following(store);
    let letGo = () => {};
    store.hold = new Promise((resolve) => (letGo = resolve));
    const under = it.refresh();

    // Written after the look that is under way has begun.
    store.seq = 1;
    const waiting = Promise.all([it.refresh(), it.refresh(), it.refresh()]);
    letGo();
    await under;
    const afterFirst = told.length;
    await waiting;

    expect(afterFirst).toBe(2);
    expect(told).toEqual(['fill', 'refilled', 'update 1']);
    expect(store.asked).toEqual([undefined, 0, 0]);
  });

  it('goes on with what it knows while the store is gone, says so once, and catches up', async () => {
    const store = new MovedStore();
    const { follower: it, told, clock } = await following(store);
    store.broken = true;

    clock.now = 2_000;
    await it.refresh();
    clock.now = 5_000;
    await it.refresh();
    const whileGone = it.health;
    store.broken = false;
    store.seq = 3;
    clock.now = 9_000;
    await it.refresh();

    expect(whileGone).toEqual({ up: false, since: 2_000, refreshedAt: 1_000, failures: 2 });
    expect(told).toEqual(['fill', 'refilled', 'down: gone', 'update 1,2,3', 'up after 7000']);
    expect(it.health).toEqual({ up: true, since: undefined, refreshedAt: 9_000, failures: 2 });
  });

  it('is none where the store cannot be asked at all', async () => {
    const store = new MovedStore();
    store.broken = true;

    await expect(following(store)).rejects.toThrow('gone');
  });
});
