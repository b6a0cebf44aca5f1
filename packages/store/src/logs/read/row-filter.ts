import { sql } from 'kysely';
import type { Engine } from '../../database.ts';
import { SEARCHED_CHARACTERS, shortPath } from '../plain-text.ts';
import type { LogFilter } from '../query.ts';
import { isAnyOf, type Condition } from './any-of.ts';
import { detailJson } from './detail-json.ts';
import { within, reaches } from './range.ts';

const tokens = sql`(r.input_tokens + r.output_tokens)`;

/** What a filter asks of the record itself, as `r`. */
export function rowConditions(
  engine: Engine,
  { tokens: all, inputTokens, outputTokens, cost, ms, feedback, paths }: LogFilter,
): readonly Condition[] {
  return [
    ...within(tokens, all),
    ...within(sql`r.input_tokens`, inputTokens),
    ...within(sql`r.output_tokens`, outputTokens),
    ...within(sql`r.cost`, cost),
    ...within(sql`r.ms`, ms),
    ...within(weightedFeedback(engine), feedback),
    ...asCalled(engine, paths),
  ];
}

/**
 * What has to be true of a row `s` of `log_sums`, so that one of its records may lie in the ranges: the largest of a stretch
 * tells where nothing has to be looked through, and what nobody knows lies in no range.
 */
export const zoneConditions = ({ tokens: all, inputTokens, outputTokens, cost, ms }: LogFilter): readonly Condition[] => [
  ...[all, inputTokens, outputTokens].flatMap((range) => reaches(sql`s.most_tokens`, range)),
  ...reaches(sql`s.most_cost`, cost),
  ...(cost === undefined ? [] : [sql<boolean>`s.unpriced < s.requests`]),
  ...reaches(sql`s.most_ms`, ms),
];

/**
 * Of the feedback on `r`: the mean by weight. It counts where its giver is of the record’s workspace, or the organisation
 * itself: whoever knows the trace of another’s record moves nothing by it.
 */
function weightedFeedback(engine: Engine) {
  const id = engine === 'sqlite' ? sql`r.id` : sql`r.id::text`;
  return sql<number | null>`(
    select sum(f.value * f.weight) / nullif(sum(f.weight), 0) from log_feedback f
    where f.trace in (${id}, coalesce(substr(r.trace, 1, ${sql.lit(SEARCHED_CHARACTERS)}), ${id})) and f.workspace in ('', (select o.workspace from log_dims o where o.id = r.dims)))`;
}

/** `log_dims` knows paths without the ids in them; which one it was stands in the detail. */
function asCalled(engine: Engine, paths: readonly string[] | undefined): readonly Condition[] {
  if (paths === undefined || paths.every((path) => shortPath(path) === path)) return [];
  const detailed = engine === 'sqlite' ? sql`json_extract(r.detail, '$.path')` : sql`(${detailJson('postgres', sql`r.detail`)} ->> 'path')`;
  return [isAnyOf(engine, sql`coalesce(${detailed}, (select o.path from log_dims o where o.id = r.dims))`, paths, 'text')];
}
