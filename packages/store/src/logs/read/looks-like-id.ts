import { sql, type RawBuilder } from 'kysely';
import type { Condition } from './any-of.ts';

/** Whether PostgreSQL takes a text for a record’s id. */
export const looksLikeId = (text: RawBuilder<unknown>): Condition =>
  sql`${text} ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'`;
