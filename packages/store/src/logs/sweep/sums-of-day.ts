import { sql } from 'kysely';
import type { SqliteValue } from '../../sqlite/sqlite-messages.ts';
import type { LogDatabase } from '../log-database.ts';
import { DAY } from '../time-of-id.ts';
import { stretchOf } from '../write/stretch-of.ts';
import { SUM_TABLES, type SumLayout } from '../write/sum-layouts.ts';
import { keyOf, restOf, type RowBatch } from '../write/row-batch.ts';
import { deleteSums } from './old-sums.ts';

/** Rows that one step takes. */
const STEP = 500;

type Row = Readonly<Record<string, SqliteValue>>;

/**
 * Takes some of the sums of a day away, and out of those of its week what they were of it: a week that is partly over is
 * asked as well.
 *
 * @returns How many: none, when there are no more.
 * @throws StoreError `missing` where one of them was changed meanwhile: then nothing is done.
 */
export async function takeSumsOfDay(database: LogDatabase, day: number): Promise<number> {
  const { writing } = database;
  const finer = await deleteSums(writing, { spans: ['minute', 'hour'], from: day * DAY, to: (day + 1) * DAY });
  if (finer > 0) return finer;
  for (const table of SUM_TABLES) {
    const { rows } = await sql<Row>`
      select * from ${sql.table(table.name)} where span = 'day' and at = ${day * DAY} limit ${sql.lit(STEP)}`.execute(writing);
    if (rows.length === 0) continue;
    await database.putIn(taken(table, rows));
    return rows.length;
  }
  return 0;
}

function taken(table: SumLayout, rows: readonly Row[]): RowBatch {
  const [key, rest] = [keyOf(table), restOf(table)];
  const only = (columns: readonly string[]) => Object.fromEntries(columns.map((column) => [column, table.columns[column]!]));
  return {
    needed: { log_dims: [], log_pairs: [] },
    statements: [
      {
        table: table.name,
        where: only(key),
        was: only(rest),
        values: rows.flatMap((row) => [...key, ...rest].map((column) => row[column]!)),
        all: true,
      },
    ],
    inserts: [
      { table, change: true, values: rows.flatMap((row) => Object.keys(table.columns).map((column) => ofWeek(table, row, column))) },
    ],
  };
}

/** What of a day's row leaves its week. What was the most stays what it was: it only says where there is no need to look. */
function ofWeek({ key = 0, columns, largest = [] }: SumLayout, row: Row, column: string): SqliteValue {
  if (column === 'span') return 'week';
  if (column === 'at') return stretchOf(row['at'] as number, 'week');
  if (Object.keys(columns).indexOf(column) < key) return row[column]!;
  return largest.includes(column) ? 0 : -(row[column] as number);
}
