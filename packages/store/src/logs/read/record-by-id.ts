import { sql, type RawBuilder } from 'kysely';
import type { Engine } from '../../database.ts';
import { allOf, type Condition } from './any-of.ts';

/**
 * Joins the record `r` of an id that stands before it, if the conditions hold for it. One after the other is looked up: neither
 * engine is left the choice to go through all records instead, which PostgreSQL likes to make.
 */
export const recordById = (engine: Engine, id: RawBuilder<unknown>, conditions: readonly Condition[]): RawBuilder<unknown> =>
  engine === 'sqlite'
    ? sql`cross join log_requests r on r.id = ${id} and ${allOf(conditions)}`
    : sql`cross join lateral (select r.* from log_requests r where r.id = ${id} and ${allOf(conditions)} limit 1) r`;
