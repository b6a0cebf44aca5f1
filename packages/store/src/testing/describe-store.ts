import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStore } from '../open-store.ts';
import type { Store } from '../store.ts';
import type { MakeUrl } from './engines.ts';
import { alias, aliasesOf, credentialOf, ENCRYPTION_KEY, putAlias, putProvider } from './rows.ts';

/** What every engine has to do alike. */
export function describeStore(makeUrl: MakeUrl): void {
  let url: string;
  let store: Store;
  let other: Store;
  beforeAll(async () => {
    url = await makeUrl();
    store = await openStore({ url, encryptionKey: ENCRYPTION_KEY });
    other = await openStore({ url, encryptionKey: ENCRYPTION_KEY });
  });
  afterAll(async () => {
    await store.close();
    await other.close();
  });

  describe('begins with', () => {
    it('a default workspace, a default collection in it, and the universal labels', async () => {
      const workspace = await store.db.selectFrom('workspaces').selectAll().executeTakeFirstOrThrow();
      const collection = await store.db.selectFrom('collections').selectAll().executeTakeFirstOrThrow();
      const labels = await store.db.selectFrom('labels').select(['name', 'is_universal', 'workspace_id']).orderBy('name').execute();

      expect(workspace).toMatchObject({ slug: 'default', name: 'Default', status: 'active', created_at: expect.any(Number) });
      expect(collection).toMatchObject({ workspace_id: workspace.id, is_default: 1 });
      expect(labels).toEqual(['development', 'production', 'staging'].map((name) => ({ name, is_universal: 1, workspace_id: null })));
    });
  });

  describe('a change', () => {
    it('is seen by others once it is written', async () => {
      await store.write(putAlias('seen/1'));

      expect(await aliasesOf(other)).toContain('seen/1');
    });

    it('leaves nothing behind when it fails half-way, and is not told of', async () => {
      const before = await other.changesSince(undefined);

      const failing = store.write(async (writing) => {
        await putAlias('half/1')(writing);
        throw new Error('no');
      });

      await expect(failing).rejects.toThrow('no');
      expect(await aliasesOf(store)).not.toContain('half/1');
      expect(await other.changesSince(before.seq)).toEqual({ seq: before.seq, changes: [] });
    });

    it('is lost whole where its caller goes on after a statement that failed', async () => {
      const swallowing = store.write(async ({ tx }) => {
        await tx.insertInto('aliases').values(alias('swallowed/1')).execute();
        await tx
          .insertInto('aliases')
          .values(alias('seen/1'))
          .execute()
          .catch(() => undefined);
        return 'done';
      });

      // PostgreSQL gives up the transaction, SQLite only the statement: what is acknowledged is there, on both.
      const acknowledged = await swallowing.then(
        () => true,
        () => false,
      );
      expect((await aliasesOf(store)).includes('swallowed/1')).toBe(acknowledged);
    });

    it('waits for others, so that none of many is lost', async () => {
      const add = (one: Store) =>
        one.write(async ({ tx, now }) => {
          const kept = await tx.selectFrom('usage').select('used').where('id', '=', 'sum').executeTakeFirst();
          const used = (kept?.used ?? 0) + 0.5;
          await tx
            .insertInto('usage')
            .values({ id: 'sum', used, updated_at: now })
            .onConflict((conflict) => conflict.column('id').doUpdateSet({ used }))
            .execute();
        });

      await Promise.all(Array.from({ length: 30 }, (_, turn) => add(turn % 2 === 0 ? store : other)));

      expect(await store.db.selectFrom('usage').select('used').executeTakeFirst()).toEqual({ used: 15 });
    });

    it('cannot be made by the way for reading', async () => {
      const writing = store.db.insertInto('aliases').values(alias('sly/1')).execute();

      await expect(writing).rejects.toMatchObject({ kind: 'unavailable', message: expect.stringMatching(/read-?only/) });
      expect(await aliasesOf(other)).not.toContain('sly/1');
    });

    it('that takes a name which is taken says so, and which', async () => {
      const again = store.write(({ tx }) =>
        tx
          .insertInto('aliases')
          .values([alias('seen/1')])
          .returning('id')
          .execute(),
      );

      await expect(again).rejects.toMatchObject({ name: 'StoreError', kind: 'conflict', taken: 'aliases.id' });
    });

    it('cannot take a universal label’s name, nor one twice in a workspace', async () => {
      const workspace = await store.db.selectFrom('workspaces').select('id').executeTakeFirstOrThrow();
      const label = (id: string, workspace_id: string | null) =>
        store.write(async ({ tx, now: at }) => {
          const row = { id, name: 'production', description: null, color_code: null, is_universal: 0 as const };
          await tx
            .insertInto('labels')
            .values({ ...row, workspace_id, created_at: at, updated_at: at })
            .execute();
        });

      await expect(label('l1', null)).rejects.toMatchObject({ kind: 'conflict', taken: 'labels.name' });
      await label('l2', workspace.id);
      await expect(label('l3', workspace.id)).rejects.toMatchObject({ kind: 'conflict', taken: 'labels.workspace_id,name' });
    });

    it('that refers to what is not there is refused', async () => {
      const orphan = store.write(({ tx }) =>
        tx.insertInto('sessions').values({ token_hash: 'h', user_id: 'nobody', created_at: 1, expires_at: 2 }).execute(),
      );

      await expect(orphan).rejects.toMatchObject({ kind: 'missing' });
    });

    it('that leaves a config without its version is refused when it ends, whichever of them came first', async () => {
      const row = { id: 'c1', slug: 'c1', name: 'c1', workspace_id: null, is_default: 0 as const, status: 'active' as const };
      const config = { ...row, version_id: 'v1', created_by: 'cli', updated_by: 'cli', created_at: 1, updated_at: 1 };
      const version = { id: 'v1', config_id: 'c1', version: 1, config: 'sealed', created_at: 1, created_by: 'cli' };

      const half = store.write(({ tx }) => tx.insertInto('configs').values(config).execute());
      await expect(half).rejects.toMatchObject({ kind: 'missing' });
      await store.write(async ({ tx }) => {
        await tx.insertInto('configs').values(config).execute();
        await tx.insertInto('config_versions').values(version).execute();
      });
      await store.write(({ tx }) => tx.deleteFrom('configs').where('id', '=', 'c1').execute());

      expect(await store.db.selectFrom('config_versions').select('id').execute()).toEqual([]);
    });

    it('cannot delete what things that are in memory still belong to', async () => {
      const workspace = await store.db.selectFrom('workspaces').select('id').executeTakeFirstOrThrow();

      const deleting = store.write(({ tx }) => tx.deleteFrom('workspaces').where('id', '=', workspace.id).execute());

      await expect(deleting).rejects.toMatchObject({ kind: 'missing' });
    });
  });

  describe('who follows the changes', () => {
    it('reads everything first, then what was changed, each thing once', async () => {
      const { seq, changes } = await other.changesSince(undefined);
      await store.write(async ({ changed }) => {
        changed('users', 'u1');
        changed('aliases', 'a1');
      });
      await store.write(async ({ changed }) => changed('aliases', 'a1'));

      const next = await other.changesSince(seq);

      expect(changes).toBe('all');
      expect(next.changes).toEqual([
        { kind: 'users', id: 'u1' },
        { kind: 'aliases', id: 'a1' },
      ]);
      expect(await other.changesSince(next.seq)).toEqual({ seq: next.seq, changes: [] });
    });

    it('misses none of many writers’ changes, whenever it asks', async () => {
      let { seq } = await other.changesSince(undefined);
      const seen: string[] = [];
      const follow = async () => {
        const next = await other.changesSince(seq);
        seq = next.seq;
        if (next.changes !== 'all') seen.push(...next.changes.map(({ id }) => id));
      };
      const ids = Array.from({ length: 60 }, (_, number) => `follow/${number}`);

      let written = false;
      const writing = Promise.all(ids.map((id, turn) => (turn % 2 === 0 ? store : other).write(putAlias(id)))).finally(() => {
        written = true;
      });
      while (!written) await follow();
      await writing;
      await follow();

      expect(seen.toSorted()).toEqual(ids.toSorted());
    });

    it('reads everything again where it is too far behind, or ahead', async () => {
      const { seq } = await other.changesSince(undefined);
      await store.write(async ({ changed }) => {
        for (let number = 0; number < 10_001; number++) changed('aliases', `many/${number}`);
      });

      const next = await other.changesSince(seq);

      expect(next).toEqual({ seq: seq + 10_001, changes: 'all' });
      expect((await other.changesSince(seq + 1)).changes).toHaveLength(10_000);
      expect(await other.changesSince(next.seq + 5)).toEqual({ seq: next.seq, changes: 'all' });
    });
  });

  describe('reading several tables', () => {
    it('shows them as they were at one moment', async () => {
      const counts = await store.read(async (db) => {
        const first = await db.selectFrom('aliases').select('id').execute();
        await other.write(putAlias('meanwhile/1'));
        const second = await db.selectFrom('aliases').select('id').execute();
        return [first.length, second.length];
      });

      expect(counts[0]).toBe(counts[1]);
      expect(await aliasesOf(store)).toContain('meanwhile/1');
    });

    it('goes on while somebody is in the middle of a change', async () => {
      const inside = store.write(async (writing) => {
        await putAlias('inside/1')(writing);
        return aliasesOf(store);
      });

      expect(await inside).not.toContain('inside/1');
    });
  });

  describe('a secret', () => {
    it('is opened by every process, and by nobody at another place', async () => {
      await store.write(putProvider(store, 'p1', 'canary-secret-1'));
      const sealed = await store.db.selectFrom('providers').select('credential').where('id', '=', 'p1').executeTakeFirstOrThrow();

      expect(await credentialOf(other, 'p1')).toBe('canary-secret-1');
      expect(sealed.credential).not.toContain('canary');
      expect(() => other.vault.open(sealed.credential!, { table: 'providers', column: 'credential', id: 'p2' })).toThrow(
        expect.objectContaining({ kind: 'unreadable' }),
      );
      expect(other.vault.hash('sk-1')).toBe(store.vault.hash('sk-1'));
    });

    it('stays shut to another encryption key, which is told the cure', async () => {
      const wrong = openStore({ url, encryptionKey: 'another-key-0123456789-0123456789' });

      await expect(wrong).rejects.toMatchObject({ kind: 'wrong_key', message: expect.stringContaining('SLUICE_ENCRYPTION_KEY') });
    });
  });
}
