import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { openDatabase } from '../open-database.ts';
import { openStore } from '../open-store.ts';
import type { Writing } from '../store.ts';
import { sqliteFile } from '../sqlite/sqlite-file.ts';
import { newFiles, onBothEngines } from '../testing/engines.ts';
import { credentialOf, ENCRYPTION_KEY, putProvider } from '../testing/rows.ts';
import { rotateSecrets } from './rotate.ts';

const NEXT = 'the-next-key-of-the-test-suites-0123456789';
const open = (url: string, encryptionKey = ENCRYPTION_KEY) => openStore({ url, encryptionKey });

onBothEngines('another encryption key', (makeUrl) => {
  it('opens every secret, and the old one nothing; keys of ours stay valid', async () => {
    const url = await makeUrl();
    const before = await open(url);
    for (let number = 0; number < 450; number++) await before.write(putProvider(before, `p${number}`, `secret-${number}`));
    const hash = before.vault.hash('sk-1');
    await before.close();

    const count = await rotateSecrets({ url, encryptionKey: ENCRYPTION_KEY, newEncryptionKey: NEXT });

    await expect(open(url)).rejects.toMatchObject({ kind: 'wrong_key' });
    const after = await open(url, NEXT);
    expect(count).toBe(450);
    expect([await credentialOf(after, 'p0'), await credentialOf(after, 'p449')]).toEqual(['secret-0', 'secret-449']);
    expect(after.vault.hash('sk-1')).toBe(hash);
    await after.close();
  }, 60_000);

  it('is made known to processes that run: with it they go on, without it they say so and live', async () => {
    const url = await makeUrl();
    const [same, stale] = [await open(url), await open(url)];
    await same.write(putProvider(same, 'p1', 'secret-1'));
    const { seq } = await same.changesSince(undefined);

    await rotateSecrets({ url, encryptionKey: ENCRYPTION_KEY, newEncryptionKey: ENCRYPTION_KEY });
    const told = await same.changesSince(seq);
    await same.write(putProvider(same, 'p2', 'secret-2'));
    const fresh = await open(url);
    await rotateSecrets({ url, encryptionKey: ENCRYPTION_KEY, newEncryptionKey: NEXT });

    expect(told.changes).toBe('all');
    expect([await credentialOf(fresh, 'p1').catch(kindOf), await stale.changesSince(seq).catch(kindOf)]).toEqual([
      'wrong_key',
      'wrong_key',
    ]);
    expect(await stale.write(putProvider(stale, 'p3', 'secret-3')).catch(kindOf)).toBe('wrong_key');
    const next = await open(url, NEXT);
    expect(await Promise.all(['p1', 'p2'].map((id) => credentialOf(next, id)))).toEqual(['secret-1', 'secret-2']);
    for (const store of [same, stale, fresh, next]) await store.close();
  });

  it('lets nobody write what was sealed just before with the old one', async () => {
    const url = await makeUrl();
    const store = await open(url);
    const sealed = store.vault.seal('secret-1', { table: 'providers', column: 'credential', id: 'p1' });
    await store.write(putProvider(store, 'p1', 'secret-0'));
    await rotateSecrets({ url, encryptionKey: ENCRYPTION_KEY, newEncryptionKey: ENCRYPTION_KEY });

    const writing = store.write(({ tx }) => tx.updateTable('providers').set({ credential: sealed }).where('id', '=', 'p1').execute());

    await expect(writing).rejects.toMatchObject({ kind: 'unavailable', message: expect.stringContaining('try again') });
    expect(await credentialOf(store, 'p1')).toBe('secret-0');
    await store.close();
  });

  it('is nothing to people who name a thing as if it were sealed', async () => {
    const store = await open(await makeUrl());
    const name = 'sealed.1.a.b';

    await store.write(async (writing) => {
      await putProvider(store, 'p1', 'secret-1')(writing);
      await writing.tx.updateTable('providers').set({ name, note: name }).where('id', '=', 'p1').execute();
      await writing.tx
        .insertInto('aliases')
        .values({ id: name, provider: name, model: name, sends: name, created_at: 1, updated_at: 1 })
        .execute();
    });

    expect(await store.db.selectFrom('aliases').select('sends').execute()).toEqual([{ sends: name }]);
    expect(await store.db.selectFrom('providers').select(['name', 'note']).execute()).toEqual([{ name, note: name }]);
    await store.close();
  });

  it('lets nobody write what was sealed with the old one in a new row, or over one that is there', async () => {
    const url = await makeUrl();
    const store = await open(url);
    const [config, place] = ['v1', { table: 'config_versions', column: 'config', id: 'v1' } as const];
    const sealed = store.vault.seal('{}', place);
    await rotateSecrets({ url, encryptionKey: ENCRYPTION_KEY, newEncryptionKey: ENCRYPTION_KEY });
    const row = { id: config, config_id: 'c1', version: 1, config: sealed, created_at: 1, created_by: 'cli' };
    const insert = ({ tx }: Writing) => tx.insertInto('config_versions').values(row);

    const inserting = store.write((writing) => insert(writing).execute());
    const inTwoRows = store.write(({ tx }) =>
      tx
        .insertInto('config_versions')
        .values([{ ...row, config: '' }, row])
        .execute(),
    );
    const overwriting = store.write(({ tx }) =>
      tx
        .insertInto('config_versions')
        .values({ ...row, config: '' })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ config: sealed }))
        .execute(),
    );

    const ended = await Promise.allSettled([inserting, inTwoRows, overwriting]);
    expect(ended.map((each) => each.status === 'rejected' && (each.reason as { kind?: string }).kind)).toEqual(
      Array(3).fill('unavailable'),
    );
    await store.close();
  });

  it('changes nothing where one secret does not open', async () => {
    const url = await makeUrl();
    const store = await open(url);
    await store.write(putProvider(store, 'p1', 'secret-1'));
    await store.write(putProvider(store, 'p2', 'secret-2'));
    await store.write(async ({ tx }) => {
      const { credential } = await tx.selectFrom('providers').select('credential').where('id', '=', 'p1').executeTakeFirstOrThrow();
      await tx.updateTable('providers').set({ credential }).where('id', '=', 'p2').execute();
    });

    const rotating = rotateSecrets({ url, encryptionKey: ENCRYPTION_KEY, newEncryptionKey: NEXT });

    await expect(rotating).rejects.toMatchObject({ kind: 'unreadable', message: expect.stringContaining('providers.credential') });
    expect(await credentialOf(store, 'p1')).toBe('secret-1');
    await store.close();
  });

  it('is refused to whoever does not have the old one', async () => {
    const url = await makeUrl();
    await (await open(url)).close();

    const rotating = rotateSecrets({ url, encryptionKey: NEXT, newEncryptionKey: NEXT });

    await expect(rotating).rejects.toMatchObject({ kind: 'wrong_key' });
  });

  it('begins with the hash secret that the keys had before there was a key ring', async () => {
    const hashSecret = Buffer.alloc(32, 7);
    const url = await makeUrl();

    const first = await openStore({ url, encryptionKey: ENCRYPTION_KEY, hashSecret });
    const second = await openStore({ url, encryptionKey: ENCRYPTION_KEY, hashSecret: Buffer.alloc(32, 8) });

    expect(second.vault.hash('sk-1')).toBe(first.vault.hash('sk-1'));
    await first.close();
    await second.close();
  });
});

const kindOf = (error: unknown) => (error as { kind?: string }).kind;

const makeFile = newFiles();

it('leaves nothing of the old seals in SQLite’s file or beside it', async () => {
  const url = await makeFile();
  const store = await open(url);
  await store.write(putProvider(store, 'p1', 'secret-1'));
  const { credential } = await store.db.selectFrom('providers').select('credential').executeTakeFirstOrThrow();
  const wrapped = await store.db.selectFrom('keyring').select('wrapped').execute();
  await store.close();
  const texts = () => {
    const file = readFileSync(sqliteFile(url), 'latin1');
    return [credential!, ...wrapped.map((row) => row.wrapped)].map((text) => file.includes(text));
  };
  const before = texts();

  await rotateSecrets({ url, encryptionKey: ENCRYPTION_KEY, newEncryptionKey: NEXT });

  expect(before).toEqual([true, true, true]);
  expect(texts()).toEqual([false, false, false]);
});

it('of a canary nothing is readable in the file, in its log, or in an error', async () => {
  const url = await makeFile();
  const store = await open(url);
  await store.write(putProvider(store, 'p1', 'canary-5f1d'));
  const database = openDatabase(url, { patienceMs: 1_000 });
  const taken = await store.write(putProvider(store, 'p1', 'canary-5f1d')).catch((error: unknown) => error);

  const bytes = ['', '-wal'].map((suffix) => readFileSync(`${sqliteFile(url)}${suffix}`, 'latin1')).join('');

  expect(bytes).toContain('p1');
  expect(bytes).not.toContain('canary-5f1d');
  expect(JSON.stringify([taken, (taken as Error).stack, String((taken as Error).cause)])).not.toContain('canary-5f1d');
  await database.close();
  await store.close();
});
