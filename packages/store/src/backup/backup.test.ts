import { describe, expect, it } from '@jest/globals';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describeOnPostgres } from '@sluice/jest-preset/postgres/describe.js';
import { openStore } from '../open-store.ts';
import type { Store } from '../store.ts';
import { TABLE_NAMES } from '../tables.ts';
import { newFiles, onBothEngines, type MakeUrl } from '../testing/engines.ts';
import { aliasesOf, credentialOf, ENCRYPTION_KEY, putAlias, putProvider } from '../testing/rows.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';

const open = (url: string, encryptionKey = ENCRYPTION_KEY) => openStore({ url, encryptionKey });

async function backupOf(url: string): Promise<Buffer> {
  const file = new PassThrough();
  const [bytes] = await Promise.all([buffer(file), backup({ url }, file)]);
  return bytes;
}

const restoreTo = (url: string, bytes: Buffer, more: { replace?: boolean; encryptionKey?: string } = {}) =>
  restore({ url, encryptionKey: ENCRYPTION_KEY, ...more }, Readable.from([bytes.subarray(0, 100), bytes.subarray(100)]));

/** All rows of all tables, but for what only says what has changed. */
async function contentOf(store: Store): Promise<Readonly<Record<string, unknown>>> {
  const tables = TABLE_NAMES.filter((name) => name !== 'changes' && name !== 'revision');
  const rows = await Promise.all(
    tables.map(async (name) => [
      name,
      (await store.db.selectFrom(name).selectAll().execute()).map((row) => JSON.stringify(Object.entries(row).toSorted())).toSorted(),
    ]),
  );
  return Object.fromEntries(rows) as Readonly<Record<string, unknown>>;
}

/** A store with something in it, also of what the engines keep in their own ways. */
async function filled(url: string): Promise<Store> {
  const store = await open(url);
  for (let number = 0; number < 120; number++) await store.write(putProvider(store, `p${number}`, `secret-${number}`));
  await store.write(async ({ tx, now, changed }) => {
    await tx
      .insertInto('aliases')
      .values(
        Array.from({ length: 1_200 }, (_, id) => ({
          id: `a/${id}’\n"🔑`,
          provider: 'a',
          model: 'b',
          sends: 'c',
          created_at: now,
          updated_at: now,
        })),
      )
      .execute();
    await tx
      .insertInto('usage')
      .values({ id: 'u', used: 0.1 + 0.2, updated_at: now })
      .execute();
    const entry = {
      at: now,
      actor: 'cli',
      actor_name: 'cli',
      workspace_id: null,
      action: 'a',
      resource: 'r',
      resource_id: 'i',
      before: null,
      after: '{"a":1}',
    };
    await tx
      .insertInto('audit_log')
      .values([
        { ...entry, id: 'l1' },
        { ...entry, id: 'l2' },
      ])
      .execute();
    const version = {
      id: 'v1',
      config_id: 'c1',
      version: 1,
      config: store.vault.seal('{}', { table: 'config_versions', column: 'config', id: 'v1' }),
      created_at: now,
      created_by: 'cli',
    };
    await tx
      .insertInto('configs')
      .values({
        id: 'c1',
        slug: 'c1',
        name: 'c',
        workspace_id: null,
        is_default: 0,
        status: 'active',
        version_id: 'v1',
        created_by: 'cli',
        updated_by: 'cli',
        created_at: now,
        updated_at: now,
      })
      .execute();
    await tx.insertInto('config_versions').values(version).execute();
    const workspace = await tx.selectFrom('workspaces').select('id').executeTakeFirstOrThrow();
    const collection = { name: 'c', workspace_id: workspace.id, is_default: 0 as const, created_at: now, updated_at: now };
    // The child comes before its parent wherever rows are put in by their ids.
    await tx
      .insertInto('collections')
      .values([
        { ...collection, id: '1', slug: 'child', parent_collection_id: '2' },
        { ...collection, id: '2', slug: 'parent', parent_collection_id: null },
      ])
      .execute();
    changed('configs', 'c1');
  });
  return store;
}

function restoresWhole(from: () => MakeUrl, to: () => MakeUrl): void {
  it('is restored whole, and goes on from there', async () => {
    const [source, target] = [await from()(), await to()()];
    const store = await filled(source);

    const { rows } = await restoreTo(target, await backupOf(source));

    const restored = await open(target);
    expect(rows).toBeGreaterThan(1_300);
    expect(await contentOf(restored)).toEqual(await contentOf(store));
    expect(await credentialOf(restored, 'p119')).toBe('secret-119');
    expect(restored.vault.hash('sk')).toBe(store.vault.hash('sk'));
    const next = await restored.write(({ tx }) =>
      tx
        .insertInto('audit_log')
        .values({
          id: 'l3',
          at: 1,
          actor: 'cli',
          actor_name: 'cli',
          workspace_id: null,
          action: 'a',
          resource: 'r',
          resource_id: 'i',
          before: null,
          after: null,
        })
        .returning('seq')
        .executeTakeFirstOrThrow(),
    );
    expect(next.seq).toBe(3);
    await store.close();
    await restored.close();
  }, 60_000);
}

onBothEngines('a backup', (makeUrl) => {
  restoresWhole(
    () => makeUrl,
    () => makeUrl,
  );

  it('is of one moment, while others go on writing', async () => {
    const url = await makeUrl();
    const store = await filled(url);
    let writing = true;
    const others = (async () => {
      for (let number = 0; writing; number++)
        await store.write(async (change) => {
          await putAlias(`w/${number}`)(change);
          await change.tx
            .insertInto('prices')
            .values({ id: `w/${number}`, provider: 'a', model: 'b', entry: '{}', created_at: 1, updated_at: 1 })
            .execute();
        });
    })();

    const bytes = await backupOf(url);
    writing = false;
    await others;

    const target = await makeUrl();
    await restoreTo(target, bytes);
    const restored = await open(target);
    const prices = await restored.db.selectFrom('prices').select('id').orderBy('id').execute();
    expect((await aliasesOf(restored)).filter((id) => id.startsWith('w/'))).toEqual(prices.map(({ id }) => id));
    await restored.close();
    await store.close();
  }, 60_000);

  it('is not put over what somebody has made, unless that is wanted; and gateways that run read everything again', async () => {
    const [source, target] = [await makeUrl(), await makeUrl()];
    const [store, running] = [await filled(source), await open(target)];
    for (let number = 0; number < 200; number++) await running.write(putAlias(`mine/${number}`));
    const { seq } = await running.changesSince(undefined);
    const bytes = await backupOf(source);

    await expect(restoreTo(target, bytes)).rejects.toMatchObject({ kind: 'not_empty' });
    expect(await aliasesOf(running)).toHaveLength(200);
    await restoreTo(target, bytes, { replace: true });

    const told = await running.changesSince(seq);
    expect(told.changes).toBe('all');
    expect(told.seq).toBeGreaterThan(seq);
    expect(await credentialOf(running, 'p1')).toBe('secret-1');
    expect(await aliasesOf(running)).not.toContain('mine/1');
    await running.write(putAlias('mine/again'));
    await store.close();
    await running.close();
  }, 60_000);

  it('opens with the key that it was made under, and no other', async () => {
    const [source, target] = [await makeUrl(), await makeUrl()];
    await (await open(source)).close();
    const bytes = await backupOf(source);

    await expect(restoreTo(target, bytes, { encryptionKey: 'another-key-0123456789' })).rejects.toMatchObject({ kind: 'wrong_key' });
    await restoreTo(target, bytes);
    await expect(open(target, 'another-key-0123456789')).rejects.toMatchObject({ kind: 'wrong_key' });
  });

  it('that is cut or changed anywhere is refused whole', async () => {
    const [source, target] = [await makeUrl(), await makeUrl()];
    const store = await filled(source);
    await (await open(target)).close();
    const bytes = await backupOf(source);
    const text = gunzipSync(bytes).toString('utf8');
    const lines = text.split('\n');
    const zip = (changed: string) => gzipSync(changed);
    const without = (place: number) => lines.filter((_, at) => at !== place).join('\n');
    const broken = [
      Buffer.alloc(0),
      Buffer.from('not a backup'),
      bytes.subarray(0, 50),
      bytes.subarray(0, bytes.length - 20),
      zip(''),
      zip(text.slice(0, -2)),
      zip(without(0)),
      zip(without(10)),
      zip(without(lines.length - 2)),
      zip(text.replace('"sends":"c"', '"sends":"d"')),
      zip(`${text}{"table":"aliases","row":{}}\n`),
      zip(text.replace('"table":"aliases"', '"table":"aliases; drop table users"')),
    ];

    for (const one of broken) await expect(restoreTo(target, one)).rejects.toMatchObject({ kind: 'unreadable' });

    const untouched = await open(target);
    expect(await aliasesOf(untouched)).toEqual([]);
    await restoreTo(target, zip(text));
    expect((await aliasesOf(untouched)).length).toBe(1_200);
    await untouched.close();
    await store.close();
  }, 60_000);

  it('of a later version is refused by name', async () => {
    const [source, target] = [await makeUrl(), await makeUrl()];
    await (await open(source)).close();
    const text = gunzipSync(await backupOf(source)).toString('utf8');

    const newer = restoreTo(target, gzipSync(text.replace('0001-control-plane', '0002-tomorrow')));

    await expect(newer).rejects.toMatchObject({ kind: 'too_new', message: expect.stringContaining('0002-tomorrow') });
  });

  it('has nothing readable of a secret', async () => {
    const url = await makeUrl();
    const store = await open(url);
    await store.write(putProvider(store, 'p1', 'canary-77aa'));
    await store.close();

    const text = gunzipSync(await backupOf(url)).toString('utf8');

    expect(text).toContain('"p1"');
    expect(text).not.toContain('canary-77aa');
    expect(text).not.toContain(ENCRYPTION_KEY);
  });

  it('is not made of a database that has yet to become a store', async () => {
    const url = await makeUrl();

    await expect(backupOf(url)).rejects.toMatchObject({ kind: 'unprepared' });
  });
});

describeOnPostgres('a backup across engines', (cluster) => {
  const files = newFiles();
  const schemas: MakeUrl = () => cluster().schema();

  describe('of SQLite, on PostgreSQL,', () => {
    restoresWhole(
      () => files,
      () => schemas,
    );
  });
  describe('of PostgreSQL, on SQLite,', () => {
    restoresWhole(
      () => schemas,
      () => files,
    );
  });
});
