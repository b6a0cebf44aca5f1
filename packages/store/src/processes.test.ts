import { expect, it } from '@jest/globals';
import { openStore } from './open-store.ts';
import { startChild } from './testing/child-process.ts';
import { onBothEngines } from './testing/engines.ts';
import { aliasesOf, ENCRYPTION_KEY } from './testing/rows.ts';

const open = (url: string) => openStore({ url, encryptionKey: ENCRYPTION_KEY });

/** PostgreSQL has a lock for this; on a file there is much more to go wrong. */
const COLD_STARTS = { sqlite: 20, postgres: 5 };

onBothEngines('several processes', (makeUrl, engine) => {
  it('may all be the first, many times over, and agree on one key ring', async () => {
    for (let round = 0; round < COLD_STARTS[engine]; round++) {
      const url = await makeUrl();

      const children = Array.from({ length: 4 }, () => startChild('once', url));
      const ended = await Promise.all(children.map((child) => child.ended));

      expect(ended).toEqual(children.map(() => ({ status: 0, complaint: '' })));
      expect(new Set(children.flatMap(({ lines }) => lines)).size).toBe(1);
      const store = await open(url);
      expect(await aliasesOf(store)).toHaveLength(4);
      expect(await store.db.selectFrom('keyring').select('purpose').execute()).toHaveLength(2);
      await store.close();
    }
  }, 120_000);

  it('write at once, and nothing of it is lost', async () => {
    const url = await makeUrl();
    const store = await open(url);
    const { seq } = await store.changesSince(undefined);

    const children = Array.from({ length: 4 }, () => startChild('count', url));
    const ended = await Promise.all(children.map((child) => child.ended));

    const written = children.flatMap(({ lines }) => lines).toSorted();
    expect(ended.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
    expect(written).toHaveLength(80);
    expect([...(await aliasesOf(store))].toSorted()).toEqual(written);
    expect((await store.changesSince(seq)).changes).toHaveLength(80);
    await store.close();
  }, 60_000);

  it('that hold a change open make others wait in vain, but nobody who reads', async () => {
    const url = await makeUrl();
    const child = startChild('hold', url);
    await child.printed(1);
    const store = await open(url);
    const began = Date.now();
    let last = performance.now();
    let longest = 0;
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 10);

    const writing = store.write(async () => 'written').catch((error: unknown) => error);
    const read = await store.changesSince(undefined);
    const readAfterMs = Date.now() - began;
    const written = await writing;
    clearInterval(beat);

    expect(read.changes).toBe('all');
    expect(readAfterMs).toBeLessThan(2_000);
    expect(written).toMatchObject({ kind: 'unavailable' });
    expect(Date.now() - began).toBeLessThan(12_000);
    // SQLite waited for five seconds; in this thread that would have been one long pause.
    expect(longest).toBeLessThan(1_000);
    child.release();
    await child.ended;
    expect(await store.write(async () => 'written')).toBe('written');
    await store.close();
  }, 40_000);
});
