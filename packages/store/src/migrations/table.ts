import { sql, type ColumnDefinitionBuilder, type CreateTableBuilder, type Transaction } from 'kysely';
import type { Engine } from '../database.ts';
import type { Schema } from '../schema.ts';

/** A table as a migration describes it; text, and present, where nothing else is said. */
export type TableBuilder = CreateTableBuilder<string, string>;

/** Columns in the types that are the same on both engines. */
export const text = (table: TableBuilder, ...names: readonly string[]) => add(table, 'text', names, (column) => column.notNull());
export const maybeText = (table: TableBuilder, ...names: readonly string[]) => add(table, 'text', names, (column) => column);
/** Times and counters. */
export const number = (table: TableBuilder, ...names: readonly string[]) => add(table, 'bigint', names, (column) => column.notNull());
export const maybeNumber = (table: TableBuilder, ...names: readonly string[]) => add(table, 'bigint', names, (column) => column);
/** 0 or 1. */
export const flag = (table: TableBuilder, ...names: readonly string[]) =>
  names.reduce(
    (built, name) => built.addColumn(name, 'integer', (column) => column.notNull().check(sql`${sql.ref(name)} in (0, 1)`)),
    table,
  );

/** What belongs to another row and goes with it. */
export const partOf = (table: TableBuilder, name: string, owner: string) =>
  table.addColumn(name, 'text', (column) => column.notNull().references(`${owner}.id`).onDelete('cascade'));

/**
 * What refers to another row, which cannot go before. Things that the data plane keeps in memory are never deleted by a
 * cascade: nobody would say that they have changed.
 */
export const refersTo = (table: TableBuilder, name: string, other: string) =>
  table.addColumn(name, 'text', (column) => column.notNull().references(`${other}.id`));
export const mayReferTo = (table: TableBuilder, name: string, other: string) =>
  table.addColumn(name, 'text', (column) => column.references(`${other}.id`));

/** The columns of what is made and changed by people. */
export const dated = (table: TableBuilder) => number(table, 'created_at', 'updated_at');
export const authored = (table: TableBuilder) => text(table, 'created_by', 'updated_by');
export const named = (table: TableBuilder) => dated(text(unique(id(table), 'slug'), 'name'));
export const id = (table: TableBuilder) => table.addColumn('id', 'text', (column) => column.primaryKey());
export const unique = (table: TableBuilder, name: string) => table.addColumn(name, 'text', (column) => column.notNull().unique());

/**
 * The version that a thing is at. The thing and its version name each other and are written one after the other, so
 * this is looked at when the transaction ends.
 */
export function atVersion(table: TableBuilder, engine: Engine, versions: string): TableBuilder {
  return table.addColumn('version_id', 'text', (column) =>
    engine === 'sqlite' ? atTheEnd(column.notNull().references(`${versions}.id`)) : column.notNull(),
  );
}

/** What `atVersion` says, on the engine that knows no table before it is made. */
export async function bindVersion(tx: Transaction<Schema>, engine: Engine, things: string, versions: string): Promise<void> {
  if (engine === 'sqlite') return;
  const name = sql.ref(`${things}_version_id_fkey`);
  await sql`alter table ${sql.ref(things)} add constraint ${name}
    foreign key (version_id) references ${sql.ref(versions)} (id) deferrable initially deferred`.execute(tx);
}

export const atTheEnd = (column: ColumnDefinitionBuilder) => column.modifyEnd(sql`deferrable initially deferred`);

function add(
  table: TableBuilder,
  type: 'text' | 'bigint',
  names: readonly string[],
  build: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder,
): TableBuilder {
  return names.reduce((built, name) => built.addColumn(name, type, build), table);
}
