import type { SqliteValue } from '../../sqlite/sqlite-messages.ts';
import type { LogSchema } from '../schema.ts';

/** Rows for several tables that belong together, in the order in which tables are to be written. */
export interface RowBatch {
  /** Ids that rows refer to, which somebody may have swept away since they were read. */
  readonly needed: { readonly log_dims: readonly number[]; readonly log_pairs: readonly number[] };
  /** What has to be done first; each row has to be found as it was, or nothing is done. */
  readonly statements?: readonly RowStatement[];
  readonly inserts: readonly RowInsert[];
}

/** Rows that are changed or that go. */
export interface RowStatement {
  readonly table: keyof LogSchema;
  /** Where rows are found. */
  readonly where: Readonly<Record<string, ColumnType>>;
  /** What else has to be as it was; it may be null. */
  readonly was?: Readonly<Record<string, ColumnType>>;
  /** What becomes of them; undefined: they go. */
  readonly set?: Readonly<Record<string, ColumnType>>;
  /** Of all rows, one behind the other: where, was, set. */
  readonly values: readonly SqliteValue[];
  /** Whether each of them has to be there. */
  readonly all: boolean;
}

/** Rows for one table. */
export interface RowInsert {
  readonly table: TableLayout;
  /** Only what is there already is added to, and what comes to no requests goes. */
  readonly change?: true;
  /** Of all rows, one behind the other, each in the order of the table's columns. */
  readonly values: readonly SqliteValue[];
}

/** How rows get into a table. */
export interface TableLayout {
  readonly name: keyof LogSchema | 'log_new_texts';
  /** By name: PostgreSQL's type. */
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** Of a table whose rows are added up: so many of its first columns are the key. */
  readonly key?: number;
  /** What of them is the larger, in place of the sum. */
  readonly largest?: readonly string[];
  /** The column that says how many things a row still stands for; without any it goes. */
  readonly counted?: string;
}

/** `words`: text of which an index is made. */
export type ColumnType = 'uuid' | 'text' | 'bigint' | 'float8' | 'bytea' | 'words';

/** The names of the key's columns. */
export const keyOf = ({ columns, key = 0 }: TableLayout): readonly string[] => Object.keys(columns).slice(0, key);

/** The names of the others. */
export const restOf = ({ columns, key = 0 }: TableLayout): readonly string[] => Object.keys(columns).slice(key);

/** What a column becomes when another row of the same key comes in; `other`: how that one's column is called. */
export function together({ name, largest = [] }: TableLayout, column: string, other: string): string {
  const own = `${name}.${column}`;
  // `max` and `greatest` are each known to one engine only.
  return largest.includes(column)
    ? `${column} = case when ${other} > ${own} then ${other} else ${own} end`
    : `${column} = ${own} + ${other}`;
}

/** What becomes of a row whose key is there already; the same words on both engines. */
export function onConflict(table: TableLayout): string {
  if (table.key === undefined) return '';
  const changes = restOf(table).map((column) => together(table, column, `excluded.${column}`));
  return ` on conflict (${keyOf(table).join(', ')}) do update set ${changes.join(', ')}`;
}
