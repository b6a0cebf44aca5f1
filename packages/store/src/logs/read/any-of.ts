import { sql, type RawBuilder } from 'kysely';
import type { Engine } from '../../database.ts';

/** A condition of a statement. */
export type Condition = RawBuilder<boolean>;

/** What a list holds, by PostgreSQL’s names. */
type ListOf = 'text' | 'bigint' | 'uuid';

/**
 * A list of any length as a table of one column, `value`, that costs one parameter.
 *
 * PostgreSQL is given no `= any(…)`: it may walk an index once for each of thousands of values.
 */
export function listed(engine: Engine, values: readonly (string | number)[], of: ListOf): RawBuilder<unknown> {
  if (engine === 'sqlite') return sql`(select value from json_each(${JSON.stringify(values)}))`;
  return sql`(select unnest(${values}::${sql.raw(of)}[]) as value)`;
}

/** Whether the column is one of these. */
export const isAnyOf = (engine: Engine, column: RawBuilder<unknown>, values: readonly (string | number)[], of: ListOf): Condition =>
  sql`${column} in ${listed(engine, values, of)}`;

/** All of them; true where there are none. */
export const allOf = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`;
