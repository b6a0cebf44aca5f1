import { openStore, SEALED_COLUMNS, type Schema, type SealedTable, type Store } from '@sluice/store';
import { openLogStore } from '@sluice/store/logs';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { uuidV7 } from '../../../src/http/uuid-v7.ts';

const BATCH = 500;

type Row = Readonly<Record<string, string | number | null>>;

/** A table whose rows a page lists, and which columns no two rows may have alike; what belongs to each row comes with it. */
interface Multiplied {
  readonly table: keyof Schema;
  readonly own: readonly string[];
  readonly parts?: readonly {
    readonly table: keyof Schema;
    readonly of: string;
    readonly own: readonly string[];
    readonly back?: string;
  }[];
}

const TABLES: readonly Multiplied[] = [
  { table: 'users', own: ['id', 'email'], parts: [{ table: 'memberships', of: 'user_id', own: [] }] },
  { table: 'invites', own: ['id', 'email', 'token_hash'] },
  { table: 'api_keys', own: ['id', 'name'] },
  { table: 'providers', own: ['id', 'slug', 'name'] },
  {
    table: 'configs',
    own: ['id', 'slug', 'name'],
    parts: [{ table: 'config_versions', of: 'config_id', own: ['id'], back: 'version_id' }],
  },
  {
    table: 'prompts',
    own: ['id', 'slug', 'name'],
    parts: [{ table: 'prompt_versions', of: 'prompt_id', own: ['id'], back: 'version_id' }],
  },
  {
    table: 'partials',
    own: ['id', 'slug', 'name'],
    parts: [{ table: 'partial_versions', of: 'partial_id', own: ['id'], back: 'version_id' }],
  },
  { table: 'audit_log', own: ['id', 'seq'] },
];

/**
 * Makes so many of each thing that a stopped gateway has one of, and so many records of its log: by its own store, so that what
 * is sealed opens, and nobody waits for as many requests.
 *
 * @param folder The gateway's.
 */
export async function makeMany(folder: string, count: number): Promise<void> {
  const state = join(folder, '.sluice');
  const store = await openStore({
    url: `file:${join(state, 'sluice.db')}`,
    encryptionKey: readFileSync(join(state, 'encryption.key'), 'utf8').trim(),
  });
  try {
    for (const kind of TABLES) await multiply(store, kind, count);
  } finally {
    await store.close();
  }
  await multiplyLog(`file:${join(state, 'logs.db')}`, count);
}

async function multiply(store: Store, { table, own, parts = [] }: Multiplied, count: number): Promise<void> {
  const model = (await rowsOf(store, table)).at(-1);
  if (!model) throw new Error(`there is nothing in ${table} to make more of`);
  const partModels = await Promise.all(
    parts.map(async (part) => ({ ...part, rows: await rowsOf(store, part.table, part.of, model['id']!) })),
  );
  for (let from = 1; from < count; from += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, count - from) }, (_, index) => from + index);
    await store.write(async ({ tx }) => {
      const put = (into: keyof Schema, rows: readonly Row[]) =>
        rows.length === 0
          ? Promise.resolve()
          : tx
              .insertInto(into)
              .values(rows as never)
              .execute();
      const copies = numbers.map((number) => ({ number, row: copyOf(store, table, model, own, number) }));
      const made = partModels.map((part) => ({
        ...part,
        copies: copies.flatMap(({ number, row }) =>
          part.rows.map((each) => ({ ...copyOf(store, part.table, each, part.own, number), [part.of]: row['id']! })),
        ),
      }));
      const linked = copies.map(({ number, row }) => {
        const { back } = made.find((part) => part.back !== undefined) ?? {};
        return back === undefined ? row : { ...row, [back]: `${model[back]}-${number}` };
      });
      await put(table, linked);
      for (const part of made) await put(part.table, part.copies);
    });
  }
}

const rowsOf = async (store: Store, table: keyof Schema, column?: string, value?: string | number): Promise<readonly Row[]> =>
  (await store.db
    .selectFrom(table)
    .selectAll()
    .$if(column !== undefined, (query) => query.where(column as never, '=', value as never))
    .execute()) as readonly Row[];

/** The row, with another name wherever no two may have the same, and with what is sealed sealed for it. */
function copyOf(store: Store, table: keyof Schema, row: Row, own: readonly string[], number: number): Row {
  const copy: Record<string, string | number | null> = { ...row };
  for (const column of own) {
    if (column === 'seq') delete copy['seq'];
    else if (column === 'email') copy['email'] = `n${number}-${row['email']}`;
    else if (column === 'token_hash') copy['token_hash'] = randomBytes(16).toString('hex');
    else copy[column] = `${row[column]}${column === 'name' ? ` ${number}` : `-${number}`}`;
  }
  for (const column of isSealed(table) ? SEALED_COLUMNS[table] : []) {
    const sealed = row[column];
    if (typeof sealed !== 'string') continue;
    const text = store.vault.open(sealed, { table, column, id: row['id'] } as never);
    copy[column] = store.vault.seal(text, { table, column, id: copy['id'] } as never);
  }
  return copy;
}

const isSealed = (table: keyof Schema): table is SealedTable => table in SEALED_COLUMNS;

const LOG_BATCH = 2_500;

/** Between one record and the next, milliseconds: 100,000 of them fill ten days. */
const APART_MS = 8_640;

async function multiplyLog(url: string, count: number): Promise<void> {
  const logs = await openLogStore({ url });
  try {
    const { records } = await logs.search({ filter: { workspaces: 'all' }, size: 100 });
    const bodies = await logs.bodies(records.map(({ id }) => id));
    const end = Date.now();
    for (let from = 0; from < count; from += LOG_BATCH) {
      const numbers = Array.from({ length: Math.min(LOG_BATCH, count - from) }, (_, index) => from + index);
      await logs.append(
        numbers.map((number) => {
          const place = number % records.length;
          const at = end - (count - number) * APART_MS;
          return { ...records[place]!, id: uuidV7(at), at, trace: `trace-${Math.floor(number / 4)}`, bodies: bodies[place] };
        }),
      );
    }
  } finally {
    await logs.close();
  }
}
