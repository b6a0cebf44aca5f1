import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { openStore } from './open-store.ts';
import type { Store } from './store.ts';
import { startChild } from './testing/child-process.ts';
import { onBothEngines } from './testing/engines.ts';
import { aliasesOf, ENCRYPTION_KEY } from './testing/rows.ts';

const open = (url: string) => openStore({ url, encryptionKey: ENCRYPTION_KEY });

const pricesOf = async (store: Store) => (await store.db.selectFrom('prices').select('id').orderBy('id').execute()).map(({ id }) => id);

/** What SQLite finds wrong with the file; PostgreSQL has nothing of the kind. */
async function damageOf({ engine, db }: Store): Promise<readonly unknown[]> {
  if (engine === 'postgres') return [];
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
  const { rows: orphans } = await sql`pragma foreign_key_check`.execute(db);
  return [...rows.filter(({ integrity_check }) => integrity_check !== 'ok'), ...orphans];
}

onBothEngines('a process that writes', (makeUrl) => {
  it('may be killed at any moment, fifty times: nothing acknowledged is lost, and no pair is half-written', async () => {
    const url = await makeUrl();
    const acknowledged: string[] = [];
    for (let round = 0; round < 50; round++) {
      const child = startChild('forever', url);
      await child.printed(1);
      await new Promise((resolve) => setTimeout(resolve, round));
      child.kill();
      await child.ended;
      acknowledged.push(...child.lines);
    }

    const store = await open(url);
    const aliases = await aliasesOf(store);
    const kept = new Set(aliases);

    expect(acknowledged.length).toBeGreaterThanOrEqual(50);
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    expect(await pricesOf(store)).toEqual(aliases);
    expect(await damageOf(store)).toEqual([]);
    await store.close();
  }, 180_000);
});
