import { CompiledQuery, sql, type Kysely, type Transaction } from 'kysely';
import { StoreError } from '../../store-error.ts';
import type { SqliteValue } from '../../sqlite/sqlite-messages.ts';
import type { LogSchema } from '../schema.ts';
import { linkRecords } from './feedback-links.ts';
import { keyOf, onConflict, restOf, together, type RowBatch, type RowInsert, type RowStatement } from './row-batch.ts';
import { mayReferTo } from './tidying.ts';

/** Puts a batch of rows in: one question for each table, its columns as lists. */
export async function postgresBatch(writing: Kysely<LogSchema>, { needed, statements = [], inserts }: RowBatch): Promise<void> {
  await writing.transaction().execute(async (tx) => {
    await mayReferTo(tx);
    await requireAll(tx, 'log_dims', needed.log_dims);
    await requireAll(tx, 'log_pairs', needed.log_pairs);
    for (const each of statements) await runStatement(tx, each);
    await putRowsIn(tx, inserts);
    await linkRecords(tx, inserts);
  });
}

async function putRowsIn(tx: Transaction<LogSchema>, inserts: readonly RowInsert[]): Promise<void> {
  for (const rows of inserts) {
    if (rows.values.length === 0) continue;
    for (const question of rows.change ? changes(rows) : [insert(rows)]) await tx.executeQuery(CompiledQuery.raw(question, lists(rows)));
  }
}

async function runStatement(tx: Transaction<LogSchema>, { table, where, was = {}, set, values, all }: RowStatement): Promise<void> {
  if (values.length === 0) return;
  const columns = { ...where, ...was, ...prefixed(set ?? {}) };
  const rows: RowInsert = { table: { name: table, columns }, values };
  const found = [
    ...Object.keys(where).map((name) => `${table}.${name} = new.${name}`),
    ...Object.keys(was).map((name) => `${table}.${name} is not distinct from new.${name}`),
  ];
  const from = `${unnested(rows)} where ${found.join(' and ')}`;
  const changed = Object.keys(set ?? {}).map((name) => `${name} = new.${SET}${name}`);
  const text = set === undefined ? `delete from ${table} using ${from}` : `update ${table} set ${changed.join(', ')} from ${from}`;
  const { numAffectedRows } = await tx.executeQuery(CompiledQuery.raw(text, lists(rows)));
  const wanted = values.length / Object.keys(columns).length;
  if (all && Number(numAffectedRows) !== wanted) throw new StoreError('missing', `Rows of ${table} are not as they were`);
}

/** A column may be looked for as it was and be changed. */
const SET = 'set_';
const prefixed = (columns: RowStatement['where']) => Object.fromEntries(Object.entries(columns).map(([name, type]) => [SET + name, type]));

const unnested = (rows: RowInsert) => `unnest(${places(rows)}) as new (${Object.keys(rows.table.columns).join(', ')})`;

async function requireAll(tx: Transaction<LogSchema>, table: 'log_dims' | 'log_pairs', ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where id = any(${ids}::bigint[])`.execute(tx);
  if (rows[0]?.n !== ids.length) throw new StoreError('missing', `Rows of ${table} that were known have been swept away`);
}

/** Column by column. What is added up is in the same order in all processes, so that two never wait for each other. */
function lists({ table, values }: RowInsert): unknown[][] {
  const width = Object.keys(table.columns).length;
  const rows = Array.from({ length: values.length / width }, (_, row) => values.slice(row * width, (row + 1) * width));
  if (table.key !== undefined) rows.sort((one, other) => compare(one, other, table.key!));
  return Object.keys(table.columns).map((_, place) => rows.map((row) => row[place]));
}

function compare(one: readonly SqliteValue[], other: readonly SqliteValue[], key: number): number {
  for (let place = 0; place < key; place++) {
    const [own, its] = [one[place]!, other[place]!];
    if (own !== its) return own < its ? -1 : 1;
  }
  return 0;
}

const places = ({ table }: RowInsert) =>
  Object.values(table.columns)
    .map((type, place) => `$${place + 1}::${type === 'words' ? 'text' : type}[]`)
    .join(', ');

function insert(rows: RowInsert): string {
  const columns = Object.keys(rows.table.columns);
  const taken = Object.entries(rows.table.columns).map(([name, type]) => (type === 'words' ? `to_tsvector('simple', ${name})` : name));
  return `insert into ${rows.table.name} (${columns.join(', ')})
    select ${taken.join(', ')} from ${unnested(rows)}${onConflict(rows.table)}`;
}

function changes(rows: RowInsert): readonly string[] {
  const { name, counted = 'requests' } = rows.table;
  const from = unnested(rows);
  const where = keyOf(rows.table).map((column) => `${name}.${column} = new.${column}`);
  const added = restOf(rows.table).map((column) => together(rows.table, column, `new.${column}`));
  return [
    `update ${name} set ${added.join(', ')} from ${from} where ${where.join(' and ')}`,
    `delete from ${name} using ${from} where ${[...where, `${name}.${counted} <= 0`].join(' and ')}`,
  ];
}
