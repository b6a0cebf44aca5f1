import type { BatchStatement, SqliteValue } from '../../sqlite/sqlite-messages.ts';
import { keyOf, onConflict, restOf, together, type RowBatch, type RowInsert, type RowStatement } from './row-batch.ts';

/** A batch of rows as SQLite's thread takes it: prepared once, run for each row. */
export function sqliteBatch({ needed, statements = [], inserts }: RowBatch): readonly BatchStatement[] {
  const asked = Object.entries(needed).map(([table, ids]) => ({ sql: `select 1 from ${table} where id = ?`, width: 1, values: ids }));
  const puts = inserts.filter(({ values }) => values.length > 0).flatMap((rows) => (rows.change ? changes(rows) : inserted(rows)));
  return [...asked, ...statements.map(statement), ...puts];
}

function statement({ table, where, was = {}, set, values, all }: RowStatement): BatchStatement {
  const [keys, olds, news] = [where, was, set ?? {}].map((columns) => Object.keys(columns)) as [string[], string[], string[]];
  const found = [
    ...keys.map((name, place) => `${name} = ?${place + 1}`),
    ...olds.map((name, place) => `${name} is ?${keys.length + place + 1}`),
  ];
  const changed = news.map((name, place) => `${name} = ?${keys.length + olds.length + place + 1}`);
  const what = set === undefined ? `delete from ${table}` : `update ${table} set ${changed.join(', ')}`;
  const width = keys.length + olds.length + news.length;
  return { sql: `${what} where ${found.join(' and ')}${all ? ' returning 1' : ''}`, width, values };
}

/** Rows that one statement puts in: each by itself costs half as much again. */
const TOGETHER = 24;

/** As many as can be together, and those that are left one by one. */
function inserted({ table, values }: RowInsert): readonly BatchStatement[] {
  const width = Object.keys(table.columns).length;
  const together = values.length - (values.length % (width * TOGETHER));
  return [insert(table, TOGETHER, values.slice(0, together)), insert(table, 1, together === 0 ? values : values.slice(together))].filter(
    (statement) => statement.values.length > 0,
  );
}

function insert(table: RowInsert['table'], rows: number, values: readonly SqliteValue[]): BatchStatement {
  const columns = Object.keys(table.columns);
  const places = `(${columns.map(() => '?').join(', ')})`;
  return {
    sql: `insert into ${table.name} (${columns.join(', ')}) values ${Array.from({ length: rows }, () => places).join(', ')}${onConflict(table)}`,
    width: columns.length * rows,
    values,
  };
}

function changes({ table, values }: RowInsert): readonly BatchStatement[] {
  const [key, rest] = [keyOf(table), restOf(table)];
  const width = key.length + rest.length;
  const where = key.map((column, place) => `${column} = ?${place + 1}`).join(' and ');
  const added = rest.map((column, place) => together(table, column, `?${key.length + place + 1}`));
  return [
    { sql: `update ${table.name} set ${added.join(', ')} where ${where}`, width, values },
    {
      sql: `delete from ${table.name} where ${where} and ${table.counted ?? 'requests'} <= 0`,
      width: key.length,
      values: keysIn(values, width, key.length),
    },
  ];
}

const keysIn = (values: readonly SqliteValue[], width: number, key: number) => values.filter((_, place) => place % width < key);
