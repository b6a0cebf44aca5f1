import { sql, type RawBuilder } from 'kysely';
import type { Engine } from '../../database.ts';
import { SEARCHED_CHARACTERS } from '../plain-text.ts';
import { allOf } from '../read/any-of.ts';
import { recordById } from '../read/record-by-id.ts';
import { besidesTime, inTime, isOfDimsAlone, ofDims, type Wanted } from '../read/wanted.ts';
import type { Facts } from './facts.ts';
import { daysOf } from './days-of.ts';
import type { Time } from './pieces.ts';

/**
 * Each piece of feedback with each record that it is about and that is wanted: the record whose id, and those whose trace it
 * names, in the giver’s workspace; the organisation’s own feedback is about those of all. Feedback has long traces cut.
 *
 * @param time In which the records that are wanted are.
 * @returns `feedback, value, weight, request, at, model`, and what metadata is read from: on SQLite `detail`, on PostgreSQL `pairs`.
 */
export function feedbackFacts(engine: Engine, wanted: Wanted, time: Time): Facts {
  if (engine === 'sqlite') return byRecords(wanted, time);
  return isOfDimsAlone(wanted) ? byLinks(wanted, time) : byLinkedRecords(wanted, time);
}

/** Each is named by its trace, which may be an id itself. */
const byRecords = (wanted: Wanted, time: Time): Facts => sql`
  with named as materialized (
    select f.id, f.trace, f.value, f.weight, f.workspace, f.trace as request from log_feedback f where ${allOf(inTime(sql`f.trace`, time))}
    union all
    select f.id, f.trace, f.value, f.weight, f.workspace, t.request
    from log_feedback f join log_traces t on t.trace = f.trace where ${allOf(inTime(sql`t.request`, time))})
  select f.id as feedback, f.value, f.weight, r.id as request, r.at, r.detail, d.model from named f
  ${recordById('sqlite', sql`f.request`, besidesTime('sqlite', wanted))}
  join log_dims d on d.id = r.dims and f.workspace in ('', d.workspace)
  where f.trace in (r.id, substr(r.trace, 1, ${sql.lit(SEARCHED_CHARACTERS)}))`;

/** Nothing of the records themselves is asked. */
const byLinks = ({ dims }: Wanted, time: Time): Facts =>
  sql`select * from (${linked(time)}) s where ${allOf(ofDims('postgres', 's', dims))}`;

/** PostgreSQL looks into the table of one day where it is told the day, and else into those of all for each piece. */
function byLinkedRecords(wanted: Wanted, time: Time): Facts {
  const conditions = besidesTime('postgres', wanted);
  const ofDays = daysOf(time).map(
    (day) => sql`
      select s.* from named s ${recordById('postgres', sql`s.request`, [...inTime(sql`r.id`, day), ...conditions])}
      where ${allOf(inTime(sql`s.request`, day))}`,
  );
  return sql`with named as materialized (${linked(time)}) ${sql.join(ofDays, sql` union all `)}`;
}

const linked = (time: Time): RawBuilder<unknown> => sql`
  select f.id as feedback, f.value, f.weight, l.request, l.at, l.dims, l.pairs, d.model from log_feedback_requests l
  join log_feedback f on f.trace = l.trace
  join log_dims d on d.id = l.dims + 0 and f.workspace in ('', d.workspace)
  where ${allOf(inTime(sql`l.request`, time))}`;
