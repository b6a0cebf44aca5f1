import { sql } from 'kysely';
import type { Analytics } from '../log-store.ts';
import type { LogFilter } from '../query.ts';
import { rowsOf, type LogReader } from '../read/reader.ts';
import { factSource } from './fact-source.ts';
import { feedbackFacts } from './feedback-facts.ts';
import { pointOf } from './point-of.ts';
import { pointsFor } from './widths.ts';

/** What feedback of one value comes to, by time or by model. */
interface Row {
  readonly at: number | null;
  readonly model: string | null;
  readonly value: number;
  readonly n: number;
  readonly weight: number;
}

/**
 * `Analytics.feedback`. Each piece counts once, at the time of the oldest of the records that it is about and that are
 * wanted; among models once for each that such a record is of.
 */
export async function feedback(reader: LogReader, filter: LogFilter): ReturnType<Analytics['feedback']> {
  const source = await factSource(reader, filter);
  const begins = source === undefined ? [] : pointsFor(source.time).begins;
  if (source === undefined || source.wanted.nothing)
    return {
      points: begins.map((at) => ({ at, total: 0, average: undefined })),
      total: 0,
      average: undefined,
      scores: new Map(),
      models: [],
    };
  // Going from feedback to its records is what takes time: it is done once for all.
  const found = await rowsOf(
    reader,
    sql<Row>`with facts as materialized (${feedbackFacts(reader.engine, source.wanted, source.time)})
      select ${pointOf(sql`o.at`, pointsFor(source.time).widthMs)} as at, null as model, o.value, count(*) as n, sum(o.weight) as weight
      from (select f.feedback, f.value, f.weight, min(f.at) as at from facts f group by f.feedback, f.value, f.weight) o group by 1, 3
      union all
      select null as at, o.model, o.value, count(*) as n, sum(o.weight) as weight
      from (select distinct f.feedback, f.value, f.weight, f.model from facts f where f.model <> '') o group by 2, 3`,
  );
  const rows = found.filter(({ model }) => model === null);
  const models = [...new Set(found.flatMap(({ model }) => model ?? []))];
  return {
    points: begins.map((at) => ({ at, ...together(rows.filter((row) => row.at === at)) })),
    ...together(rows),
    scores: rows.reduce((scores, { value, n }) => scores.set(value, (scores.get(value) ?? 0) + n), new Map<number, number>()),
    // Of weight nought there is no mean; the nearest to saying nothing is nought.
    models: models
      .map((model) => ({ model, ...together(found.filter((row) => row.model === model)) }))
      .map(({ average = 0, ...model }) => ({ ...model, average }))
      .toSorted((one, other) => other.total - one.total || (one.model < other.model ? -1 : 1)),
  };
}

function together(rows: readonly Row[]): { readonly total: number; readonly average: number | undefined } {
  const weight = rows.reduce((sum, row) => sum + row.weight, 0);
  const weighted = rows.reduce((sum, row) => sum + row.value * row.weight, 0);
  return { total: rows.reduce((sum, { n }) => sum + n, 0), average: weight > 0 ? weighted / weight : undefined };
}
