import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { openStore } from '../open-store.ts';
import type { Schema } from '../schema.ts';
import { SEALED_COLUMNS } from '../secrets/place.ts';
import { TABLE_NAMES } from '../tables.ts';
import { newFiles } from '../testing/engines.ts';
import { ENCRYPTION_KEY } from '../testing/rows.ts';

const source = readFileSync(new URL('../schema.ts', import.meta.url), 'utf8');
const makeUrl = newFiles();

interface Described {
  readonly parents: readonly string[];
  readonly members: readonly (readonly [name: string, type: string])[];
}

/** The interfaces of schema.ts by their names, as they are written there. */
const interfaces = new Map<string, Described>(
  [...source.matchAll(/^(?:export )?interface (\w+)(?: extends ([\w, ]+))? \{\n([^]*?)^\}/gm)].map(
    ([, name = '', parents = '', body = '']) => [
      name,
      {
        parents: parents.split(', ').filter(Boolean),
        members: [...body.matchAll(/^ {2}readonly (\w+)\??: ([^]*?);$/gm)].map(([, member = '', type = '']) => [member, type]),
      },
    ],
  ),
);

function membersOf(name: string): Described['members'] {
  const { parents, members } = interfaces.get(name)!;
  return [...parents.flatMap(membersOf), ...members];
}

const tables = membersOf('Schema') as readonly (readonly [keyof Schema, string])[];

it('reads what schema.ts says', () => {
  expect(tables.map(([name]) => name).toSorted()).toEqual(TABLE_NAMES.toSorted());
  expect(membersOf('ConfigsTable').map(([name]) => name)).toEqual(expect.arrayContaining(['id', 'slug', 'workspace_id', 'version_id']));
});

it('every column of the schema is in the database, with what may be null, and no other', async () => {
  const store = await openStore({ url: await makeUrl(), encryptionKey: ENCRYPTION_KEY });
  const made = await store.db.introspection.getTables();
  await store.close();

  for (const [table, type] of tables) {
    const columns = made.find(({ name }) => name === table)!.columns.map(({ name, isNullable }) => `${name}${isNullable ? '?' : ''}`);
    const said = membersOf(type).map(([name, of]) => `${name}${of.endsWith('| null') ? '?' : ''}`);
    const nullable = (names: readonly string[]) => names.map((name) => (isKey(table, name) ? name.replace('?', '') : name)).toSorted();
    expect([table, nullable(columns)]).toEqual([table, nullable(said)]);
  }
});

it('every sealed column of the schema is sealed again with another data key', () => {
  const sealed = tables.flatMap(([table, type]) =>
    membersOf(type).flatMap(([name, of]) => (/\bSealed\b/.test(of) ? [`${table}.${name}`] : [])),
  );

  expect(sealed.length).toBeGreaterThan(0);
  expect(
    Object.entries(SEALED_COLUMNS)
      .flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`))
      .toSorted(),
  ).toEqual(sealed.toSorted());
});

/** SQLite does not say of primary keys that they are not null. */
const isKey = (table: keyof Schema, name: string) => ['id?', 'seq?', 'token_hash?', 'hash?'].includes(name) && table !== undefined;
