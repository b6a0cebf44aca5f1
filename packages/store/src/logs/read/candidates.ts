import { sql, type RawBuilder } from 'kysely';
import type { Engine } from '../../database.ts';
import { searchedText } from '../plain-text.ts';
import type { LogFilter } from '../query.ts';
import { beginningsOfSpan } from '../span-of-id.ts';
import { isAnyOf, listed, type Condition } from './any-of.ts';
import { isRecordId } from './record-id.ts';
import { rowsOf, type LogReader } from './reader.ts';
import { textCandidates } from './text.ts';

/** A statement whose one column, `id`, has all records that come into question, each once, and maybe some that there are not. */
export type Candidates = RawBuilder<{ readonly id: string }>;

/**
 * More pieces of feedback than this are sooner met by walking through the records than by going from each to its own, unless
 * something else is asked as well, for then one may walk far.
 */
const FEW_PIECES = 20_000;

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
  if (spans !== undefined) {
    from.push(bySpan(reader, spans));
    checks.push(isAnyOf(engine, sql`coalesce(r.span, ${madeSpan(engine)})`, spans, 'text'));
  }
  if (feedback !== undefined && (saysMore(filter) || (await isFew(reader)))) from.push(withFeedback(engine));
  if (text !== undefined) from.push(textCandidates(reader, text));
  return { from, checks };
}

const byId = (engine: Engine, ids: readonly string[]): Candidates =>
  sql`select l.value as id from ${listed(engine, [...new Set(ids.filter(isRecordId))], 'uuid')} l`;

/** A record that was given no trace is its own. */
const byTrace = (engine: Engine, traces: readonly string[]): Candidates => sql`
  select l.value as id from ${listed(engine, traces.filter(isRecordId), 'uuid')} l
  union select t.request as id from log_traces t where t.trace in ${listed(engine, traces.map(searchedText), 'text')}`;

/** One that was made says when its record was; one that was given is looked for where traces are. */
const bySpan = ({ engine, now }: LogReader, spans: readonly string[]): Candidates => sql`
  ${madeThen(
    engine,
    spans.flatMap((span) => beginningsOfSpan(span, now())),
  )}
  union select t.request as id from log_traces t where t.trace in ${listed(engine, spans.map(searchedText), 'text')}`;

/** Records of these milliseconds whose span nobody gave. */
function madeThen(engine: Engine, beginnings: readonly string[]): Candidates {
  const [first, last] = ['-0000-0000-000000000000', '-ffff-ffff-ffffffffffff'];
  if (engine === 'sqlite')
    return sql`select own.id from ${listed(engine, beginnings, 'text')} b
      cross join log_requests own on own.id >= b.value || ${first} and own.id <= b.value || ${last} where own.span is null`;
  // PostgreSQL sees only of ids that are written out which days they are of.
  const each = beginnings.map((begin) => sql`own.id >= ${begin + first} and own.id <= ${begin + last}`);
  return sql`select own.id from log_requests own where own.span is null and (false ${sql.join([sql``, ...each], sql` or `)})`;
}

/** `spanOfId` of `r`. */
function madeSpan(engine: Engine): RawBuilder<string> {
  const id = engine === 'sqlite' ? sql`r.id` : sql`r.id::text`;
  return sql`substr(${id}, 3, 6) || substr(${id}, 10, 4) || substr(${id}, 31, 6)`;
}

const saysMore = ({ workspaces: _, from: __, to: ___, feedback: ____, ...others }: LogFilter): boolean =>
  Object.values(others).some((value) => value !== undefined);

async function isFew(reader: LogReader): Promise<boolean> {
  const [found] = await rowsOf(
    reader,
    sql<{ n: number }>`select count(*) as n from (select 1 from log_feedback limit ${sql.lit(FEW_PIECES + 1)}) f`,
  );
  return (found?.n ?? 0) <= FEW_PIECES;
}

/** All on which there is feedback. */
const withFeedback = (engine: Engine): Candidates =>
  engine === 'postgres'
    ? sql`select distinct l.request as id from log_feedback_requests l`
    : sql`select f.trace as id from log_feedback f
      union select t.request as id from log_traces t where t.trace in (select f.trace from log_feedback f)`;
