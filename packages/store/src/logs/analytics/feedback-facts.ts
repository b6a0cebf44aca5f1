import { sql, type RawBuilder } from 'kysely';
import type { Engine } from '../../database.ts';
import { allOf } from '../read/any-of.ts';
import { looksLikeId } from '../read/candidates.ts';
import { recordById } from '../read/record-by-id.ts';
import { besidesTime, inTime, type Wanted } from '../read/wanted.ts';
import { SEARCHED_CHARACTERS } from '../plain-text.ts';
import type { Facts } from './facts.ts';
import { daysOf } from './days-of.ts';
import type { Time } from './pieces.ts';

/**
 * Each piece of feedback with each record that it is about and that is wanted: the record whose id, and those whose trace it
 * names, in the giver’s workspace; the organisation’s own feedback is about those of all. Feedback has long traces cut.
 *
 * @param time In which the records that are wanted are.
 */
export function feedbackFacts(engine: Engine, wanted: Wanted, time: Time): Facts {
  const id = engine === 'sqlite' ? sql`r.id` : sql`r.id::text`;
  const conditions = besidesTime(engine, wanted);
  // PostgreSQL looks into the table of one day where it is told the day, and else into those of all for each piece.
  const ofDays = (engine === 'postgres' ? daysOf(time) : [time]).map((day) => {
    const ofDay = inTime(sql`f.request`, day);
    return sql`
      select f.id as feedback, f.value, f.weight, r.id as request, r.at, r.detail, d.model from named f
      ${recordById(engine, sql`f.request`, [...inTime(sql`r.id`, day), ...conditions])}
      join log_dims d on d.id = r.dims and f.workspace in ('', d.workspace)
      where ${allOf(ofDay)} and f.trace in (${id}, substr(r.trace, 1, ${sql.lit(SEARCHED_CHARACTERS)}))`;
  });
  return sql`with named as materialized (${recordsNamed(engine, time)}) ${sql.join(ofDays, sql` union all `)}`;
}

/** Feedback with the ids of records that it may be about: each named by its trace, which may be an id itself. */
const recordsNamed = (engine: Engine, time: Time): RawBuilder<unknown> => sql`
  select f.id, f.trace, f.value, f.weight, f.workspace, ${engine === 'sqlite' ? sql`f.trace` : sql`f.trace::uuid`} as request
  from log_feedback f where ${engine === 'sqlite' ? allOf(inTime(sql`f.trace`, time)) : looksLikeId(sql`f.trace`)}
  union all
  select f.id, f.trace, f.value, f.weight, f.workspace, t.request
  from log_feedback f join log_traces t on t.trace = f.trace where ${allOf(inTime(sql`t.request`, time))}`;
