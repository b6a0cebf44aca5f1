import { describe, expect, it } from '@jest/globals';
import { StoreError, type Store } from '@sluice/store';
import { watchWrites } from './write-watch.ts';

/** A store that can be read, or written, as its `state` says. */
function given() {
  const state = { readable: true, writable: true };
  const gone = () => Promise.reject(new StoreError('unavailable', 'held by another'));
  const told: string[] = [];
  let now = 1_000;
  const opened = {
    writable: true,
    write: (change: (writing: never) => Promise<unknown>) => (state.writable ? change({} as never) : gone()),
    changesSince: () => (state.readable ? Promise.resolve({ seq: 1, changes: [] }) : gone()),
    close: () => Promise.resolve(),
  } as unknown as Store;
  const watch = watchWrites(opened, {
    now: () => now,
    onLost: () => told.push('lost'),
    onBack: (ms) => told.push(`back after ${ms}`),
  });
  const until = async (yes: () => boolean) => {
    while (!yes()) await new Promise((resolve) => setImmediate(resolve));
  };
  return { state, told, store: watch.store, since: () => watch.readOnlySince(), until, pass: (ms: number) => (now += ms) };
}

const nothing = () => Promise.resolve('done');

describe('the watch over changes', () => {
  it('tells once that a store which can be read takes none, and once that it does again', async () => {
    const { state, store, told, since, until, pass } = given();

    state.writable = false;
    await expect(store.write(nothing)).rejects.toMatchObject({ kind: 'unavailable' });
    await until(() => since() !== undefined);
    const lostAt = since();
    await expect(store.write(nothing)).rejects.toMatchObject({ kind: 'unavailable' });
    pass(5_000);
    state.writable = true;
    // Asked before anybody could know: it waits for the store to be back, and is done.
    const later = await store.write(nothing);
    await store.close();

    expect([lostAt, since(), later]).toEqual([1_000, undefined, 'done']);
    expect(told).toEqual(['lost', 'back after 5000']);
  });

  it('says nothing of a store that cannot be read either, and lets every error of a change through', async () => {
    const { state, store, told, since } = given();

    [state.readable, state.writable] = [false, false];
    await expect(store.write(nothing)).rejects.toMatchObject({ kind: 'unavailable' });
    state.writable = true;
    await expect(store.write(() => Promise.reject(new Error('not allowed')))).rejects.toThrow('not allowed');
    await store.close();

    expect([told, since()]).toEqual([[], undefined]);
  });
});
