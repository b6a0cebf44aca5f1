import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { openDatabase } from '../open-database.ts';
import { openStore } from '../open-store.ts';
import { TABLE_NAMES, TABLES } from '../tables.ts';
import { ENCRYPTION_KEY } from '../testing/rows.ts';
import { onBothEngines } from '../testing/engines.ts';
import { applied } from './history.ts';
import { migrate, migrationStatus } from './migrate.ts';
import type { Migration } from './migration.ts';
import { MIGRATIONS } from './migrations.ts';
import { takeSteps } from './steps.ts';

const options = (url: string) => ({ url, encryptionKey: ENCRYPTION_KEY });

onBothEngines('migrations', (makeUrl, engine) => {
  it('are taken once, by whoever is first', async () => {
    const url = await makeUrl();

    const first = await migrate(options(url));
    const second = await migrate(options(url));

    expect([first, second]).toEqual([MIGRATIONS.map(({ name }) => name), []]);
    expect(await migrationStatus({ url })).toMatchObject({ pending: [], unknown: [], applied: [{ name: '0001-control-plane' }] });
  });

  it('leave a database of a later version alone, and name what they do not know', async () => {
    const url = await makeUrl();
    await migrate(options(url));
    const database = openDatabase(url, { patienceMs: 1_000 });
    await sql`insert into schema_migrations (name, at) values ('0002-tomorrow', 1)`.execute(database.writing);
    await database.close();

    await expect(openStore(options(url))).rejects.toMatchObject({ kind: 'too_new', message: expect.stringContaining('0002-tomorrow') });
    await expect(migrate(options(url))).rejects.toMatchObject({ kind: 'too_new' });
    expect(await migrationStatus({ url })).toMatchObject({ unknown: ['0002-tomorrow'] });
  });

  it('that fail leave nothing of themselves behind', async () => {
    const database = openDatabase(await makeUrl(), { patienceMs: 1_000 });
    const failing: Migration = {
      name: '0002-broken',
      run: async ({ tx }) => {
        await sql`create table left_over (id text)`.execute(tx);
        throw new Error('no');
      },
    };

    const taking = database.writing.transaction().execute((tx) => takeSteps(tx, { engine, now: 1, migrations: [...MIGRATIONS, failing] }));

    await expect(taking).rejects.toThrow('no');
    expect(await applied(database.reading, engine)).toEqual([]);
    await expect(sql`select * from left_over`.execute(database.reading)).rejects.toThrow('left_over');
    await database.close();
  });

  it('make exactly the tables and keys that the code knows, with its columns', async () => {
    const url = await makeUrl();
    const store = await openStore(options(url));

    const tables = await store.db.introspection.getTables();

    const mine = tables.filter(({ schema }) => engine === 'sqlite' || schema === new URL(url).searchParams.get('schema'));
    expect(mine.map(({ name }) => name).toSorted()).toEqual([...TABLE_NAMES, 'schema_migrations'].toSorted());
    for (const name of TABLE_NAMES) {
      const columns = mine.find((table) => table.name === name)!.columns.map((column) => column.name);
      expect([name, columns]).toEqual([name, expect.arrayContaining([...TABLES[name]])]);
    }
    await store.close();
  });
});
