import { sql, type RawBuilder } from 'kysely';
import type { Engine } from '../../database.ts';
import { searchedText } from '../plain-text.ts';
import type { LogFilter } from '../query.ts';
import { isAnyOf, listed, type Condition } from './any-of.ts';
import { isRecordId } from './record-id.ts';
import { rowsOf, type LogReader } from './reader.ts';
import { textCandidates } from './text.ts';

/** A statement whose one column, `id`, has all records that come into question, each once. */
export type Candidates = RawBuilder<{ readonly id: string }>;

/** Feedback on more traces than this is sooner met by walking through the records than by going from it to them. */
const FEW_TRACES = 5_000;

const DAY_MS = 86_400_000;

/** What finds records sooner than the time in which they are: each of these names a few. */
export async function candidates(
  reader: LogReader,
  filter: LogFilter,
): Promise<{ readonly from: readonly Candidates[]; readonly checks: readonly Condition[] }> {
  const { engine } = reader;
  const { ids, traces, spans, feedback, text } = filter;
  const from: Candidates[] = [];
  const checks: Condition[] = [];
  if (ids !== undefined) from.push(byId(engine, ids));
  if (traces !== undefined) {
    from.push(byTrace(engine, traces));
    // Long ones are cut where they are looked for.
    checks.push(isAnyOf(engine, sql`coalesce(r.trace, ${engine === 'sqlite' ? sql`r.id` : sql`r.id::text`})`, traces, 'text'));
  }
  if (spans !== undefined) from.push(await bySpan(reader, spans));
  if (feedback !== undefined && (await isFew(reader))) from.push(withFeedback(engine));
  if (text !== undefined) from.push(textCandidates(reader, text));
  return { from, checks };
}

const byId = (engine: Engine, ids: readonly string[]): Candidates =>
  sql`select l.value as id from ${listed(engine, [...new Set(ids.filter(isRecordId))], 'uuid')} l`;

/** A record that was given no trace is its own. */
const byTrace = (engine: Engine, traces: readonly string[]): Candidates => sql`
  select own.id from log_requests own where own.id in ${listed(engine, traces.filter(isRecordId), 'uuid')} and own.trace is null
  union select t.request as id from log_traces t where t.trace in ${listed(engine, traces.map(searchedText), 'text')}`;

/** The index of spans is by day, so that what is written is written in one place. */
async function bySpan(reader: LogReader, spans: readonly string[]): Promise<Candidates> {
  const { engine } = reader;
  const wanted = listed(engine, spans, 'text');
  if (engine === 'postgres') return sql`select o.id from log_requests o where o.span in ${wanted}`;
  const days = await daysWithRecords(reader);
  return sql`select o.id from log_requests o where o.at / ${sql.lit(DAY_MS)} in ${listed(engine, days, 'bigint')} and o.span in ${wanted}`;
}

async function daysWithRecords(reader: LogReader): Promise<readonly number[]> {
  // Going from each day to the next one, not over the rows of all.
  const days = await rowsOf(
    reader,
    sql<{ at: number | null }>`with recursive day(at) as (
      select min(at) from log_sums where span = 'day'
      union all select (select min(s.at) from log_sums s where s.span = 'day' and s.at > day.at) from day where day.at is not null)
      select at from day where at is not null`,
  );
  return days.map(({ at }) => Math.floor((at ?? 0) / DAY_MS));
}

async function isFew(reader: LogReader): Promise<boolean> {
  const [found] = await rowsOf(
    reader,
    sql<{ n: number }>`select count(*) as n from (select 1 from log_feedback limit ${sql.lit(FEW_TRACES + 1)}) f`,
  );
  return (found?.n ?? 0) <= FEW_TRACES;
}

/** All on which there is feedback. */
function withFeedback(engine: Engine): Candidates {
  return sql`
    select own.id from log_requests own where own.id in (${ownTraces(engine)})
    union select t.request as id from log_traces t where t.trace in (select f.trace from log_feedback f)`;
}

/** Traces of feedback that may be ids of records. */
export const ownTraces = (engine: Engine): RawBuilder<unknown> =>
  engine === 'sqlite'
    ? sql`select f.trace from log_feedback f`
    : sql`select case when ${looksLikeId(sql`f.trace`)} then f.trace::uuid end from log_feedback f`;

export const looksLikeId = (text: RawBuilder<unknown>): Condition =>
  sql`${text} ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'`;
