import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeOnPostgres } from '@sluice/jest-preset/postgres/describe.js';
import { openStore } from '../open-store.ts';
import type { Store } from '../store.ts';
import { aliasesOf, ENCRYPTION_KEY, putAlias } from '../testing/rows.ts';

const withinMs = async <T>(work: Promise<T>): Promise<{ readonly ms: number; readonly result: unknown }> => {
  const began = Date.now();
  const result = await work.catch((error: unknown) => error);
  return { ms: Date.now() - began, result };
};

describeOnPostgres('a store whose PostgreSQL', (cluster) => {
  let url: string;
  let store: Store;
  beforeAll(async () => {
    url = await cluster().schema();
    store = await openStore({ url, encryptionKey: ENCRYPTION_KEY });
    await store.write(putAlias('before/1'));
  });
  afterAll(() => store.close());

  it('stands still says so in time, whatever it is asked, and goes on as soon as it does', async () => {
    cluster().pause();
    const [reading, writing, following, opening] = await Promise.all([
      withinMs(aliasesOf(store)),
      withinMs(store.write(putAlias('during/1'))),
      withinMs(store.changesSince(0)),
      withinMs(openStore({ url, encryptionKey: ENCRYPTION_KEY })),
    ]);
    cluster().resume();

    for (const { ms, result } of [reading, writing, following, opening]) {
      expect(result).toMatchObject({ kind: 'unavailable' });
      expect(ms).toBeLessThan(8_000);
    }
    expect(await aliasesOf(store)).toContain('before/1');
    await store.write(putAlias('after/1'));
    expect(await aliasesOf(store)).toContain('after/1');
  }, 40_000);

  it('dies says so at once, and when it is back has all that was acknowledged', async () => {
    await store.write(putAlias('kept/1'));
    await cluster().kill();

    const writing = await withinMs(store.write(putAlias('lost/1')));
    const reading = await withinMs(aliasesOf(store));
    await cluster().start();

    expect([writing.result, reading.result]).toEqual([
      expect.objectContaining({ kind: 'unavailable' }),
      expect.objectContaining({ kind: 'unavailable' }),
    ]);
    expect(await aliasesOf(store)).toEqual(expect.arrayContaining(['before/1', 'kept/1']));
    expect(await aliasesOf(store)).not.toContain('lost/1');
    await store.write(putAlias('again/1'));
  }, 40_000);

  it('dies in the middle of a change fails that change, and the process lives', async () => {
    const failing = store.write(async (writing) => {
      await putAlias('middle/1')(writing);
      await cluster().kill();
      await putAlias('middle/2')(writing);
    });

    await expect(failing).rejects.toMatchObject({ kind: 'unavailable' });
    await cluster().start();
    expect(await aliasesOf(store)).not.toContain('middle/1');
  }, 40_000);

  it('has no such user or database says so', async () => {
    const elsewhere = cluster().url.replace(/postgres$/, 'nowhere');

    const opening = openStore({ url: elsewhere, encryptionKey: ENCRYPTION_KEY });

    await expect(opening).rejects.toMatchObject({ kind: 'unavailable', message: expect.stringContaining('nowhere') });
  });

  it('has tables in the schema that the address names, and nowhere else', async () => {
    const other = await cluster().schema();
    const apart = await openStore({ url: other, encryptionKey: ENCRYPTION_KEY });
    await apart.write(putAlias('apart/1'));

    expect(await aliasesOf(store)).not.toContain('apart/1');
    expect(await cluster().query(`select count(*) from information_schema.tables where table_schema = 'public'`)).toBe('0');
    await apart.close();
  });
});
