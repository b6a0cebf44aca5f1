import { sql } from 'kysely';
import type { Engine } from '../../database.ts';
import { allOf } from '../read/any-of.ts';
import { looksLikeId } from '../read/candidates.ts';
import { conditionsOf, type Wanted } from '../read/wanted.ts';
import type { Facts } from './facts.ts';

/**
 * Each piece of feedback with each record that it is about and that is wanted: the record whose id, and those whose trace it
 * names, in the giver’s workspace; the organisation’s own feedback is about those of all.
 * Both tables have long traces cut.
 */
export function feedbackFacts(engine: Engine, wanted: Wanted): Facts {
  const columns = sql`f.id as feedback, f.value, f.weight, r.id as request, r.at, d.model`;
  const conditions = allOf([sql`f.workspace in ('', d.workspace)`, ...conditionsOf(engine, wanted)]);
  const named =
    engine === 'sqlite'
      ? sql`log_feedback f cross join log_requests r on r.id = f.trace`
      : sql`(select own.*, own.trace::uuid as named from log_feedback own where ${looksLikeId(sql`own.trace`)} offset 0) f join log_requests r on r.id = f.named`;
  return sql`
    select ${columns} from ${named} join log_dims d on d.id = r.dims where ${conditions}
    union all
    select ${columns} from log_feedback f cross join log_traces t join log_requests r on r.id = t.request join log_dims d on d.id = r.dims
    where t.trace = f.trace and ${conditions}`;
}
