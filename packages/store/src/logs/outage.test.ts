import { expect, it } from '@jest/globals';
import { describeOnPostgres } from '@sluice/jest-preset/postgres/describe.js';
import { entry } from '../testing/entries.ts';
import { openLogStore } from './open-log-store.ts';

describeOnPostgres('a log whose PostgreSQL', (cluster) => {
  it('stands still or dies says so in time, and goes on where it was', async () => {
    const now = Date.now();
    const store = await openLogStore({ url: await cluster().schema() });
    await store.append([entry(now, 1)]);
    const began = Date.now();

    cluster().pause();
    const paused = await store.append([entry(now, 2)]).catch((error: unknown) => error);
    const pausedForMs = Date.now() - began;
    cluster().resume();
    await cluster().kill();
    const dead = await store.append([entry(now, 3)]).catch((error: unknown) => error);
    await cluster().start();
    await store.append([entry(now, 2), entry(now, 3)], true);

    expect([paused, dead]).toEqual([expect.objectContaining({ kind: 'unavailable' }), expect.objectContaining({ kind: 'unavailable' })]);
    expect(pausedForMs).toBeLessThan(8_000);
    expect(await store.count({ workspaces: 'all' }, 10)).toBe(3);
    await store.close();
  }, 40_000);
});
