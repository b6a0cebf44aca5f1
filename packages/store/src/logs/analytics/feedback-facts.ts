import { sql } from 'kysely';
import type { Engine } from '../../database.ts';
import { looksLikeId } from '../read/candidates.ts';
import { allOf } from '../read/any-of.ts';
import { recordById } from '../read/record-by-id.ts';
import { besidesTime, inTime, type Wanted } from '../read/wanted.ts';
import type { Facts } from './facts.ts';

/**
 * Each piece of feedback with each record that it is about and that is wanted: the record whose id, and those whose trace it
 * names, in the giver’s workspace; the organisation’s own feedback is about those of all. Both tables have long traces cut.
 */
export function feedbackFacts(engine: Engine, wanted: Wanted): Facts {
  const columns = sql`f.id as feedback, f.value, f.weight, r.id as request, r.at, r.detail, d.model`;
  const conditions = besidesTime(engine, wanted);
  const inPlace = sql`join log_dims d on d.id = r.dims and f.workspace in ('', d.workspace)`;
  // Behind a wall, so that nothing is taken for an id before it is known to be one.
  const named =
    engine === 'sqlite'
      ? sql`(select own.*, own.trace as named from log_feedback own)`
      : sql`(select own.*, own.trace::uuid as named from log_feedback own where ${looksLikeId(sql`own.trace`)} offset 0)`;
  return sql`
    select ${columns} from ${named} f ${recordById(engine, sql`f.named`, conditions)} ${inPlace} where ${allOf(inTime(sql`f.named`, wanted))}
    union all
    select ${columns} from log_feedback f cross join log_traces t ${recordById(engine, sql`t.request`, conditions)} ${inPlace}
    where ${allOf([sql<boolean>`t.trace = f.trace`, ...inTime(sql`t.request`, wanted)])}`;
}
