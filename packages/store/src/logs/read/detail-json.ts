import { sql, type RawBuilder } from 'kysely';
import type { Engine } from '../../database.ts';

/**
 * A record’s detail, with `plainText`’s character in place of the one of the number nought: SQLite ends a text there, and
 * PostgreSQL refuses the whole of it. What follows two backslashes is no such character, so these are called otherwise before.
 */
export function detailJson(engine: Engine, detail: RawBuilder<unknown>): RawBuilder<unknown> {
  const place = engine === 'sqlite' ? sql`instr(${detail}, '\\u0000')` : sql`strpos(${detail}, '\\u0000')`;
  const plain = sql`replace(replace(${detail}, '\\\\', '\\u005c'), '\\u0000', '\\ufffd')`;
  const text = sql`case when ${place} > 0 then ${plain} else ${detail} end`;
  return engine === 'sqlite' ? sql`(${text})` : sql`(${text})::json`;
}
