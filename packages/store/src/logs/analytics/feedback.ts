import { sql } from 'kysely';
import type { Analytics } from '../log-store.ts';
import type { LogFilter } from '../query.ts';
import { rowsOf, type LogReader } from '../read/reader.ts';
import { factSource } from './fact-source.ts';
import { feedbackFacts } from './feedback-facts.ts';
import { pointOf } from './point-of.ts';
import { pointsFor } from './widths.ts';

/** What feedback of one value comes to. */
interface Row {
  readonly at: number;
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
  const facts = feedbackFacts(reader.engine, source.wanted);
  const [rows, models] = await Promise.all([
    rowsOf(
      reader,
      sql<Row>`select ${pointOf(sql`o.at`, pointsFor(source.time).widthMs)} as at, o.value, count(*) as n, sum(o.weight) as weight
        from (select f.feedback, f.value, f.weight, min(f.at) as at from (${facts}) f group by f.feedback, f.value, f.weight) o group by 1, 2`,
    ),
    rowsOf(
      reader,
      sql<{ model: string; total: number; average: number | null }>`
        select o.model, count(*) as total, sum(o.value * o.weight) / nullif(sum(o.weight), 0) as average
        from (select distinct f.feedback, f.value, f.weight, f.model from (${facts}) f where f.model <> '') o group by o.model order by total desc, o.model`,
    ),
  ]);
  return {
    points: begins.map((at) => ({ at, ...together(rows.filter((row) => row.at === at)) })),
    ...together(rows),
    scores: rows.reduce((scores, { value, n }) => scores.set(value, (scores.get(value) ?? 0) + n), new Map<number, number>()),
    // Of weight nought there is no mean; the nearest to saying nothing is nought.
    models: models.map(({ model, total, average }) => ({ model, total, average: average ?? 0 })),
  };
}

function together(rows: readonly Row[]): { readonly total: number; readonly average: number | undefined } {
  const weight = rows.reduce((sum, row) => sum + row.weight, 0);
  const weighted = rows.reduce((sum, row) => sum + row.value * row.weight, 0);
  return { total: rows.reduce((sum, { n }) => sum + n, 0), average: weight > 0 ? weighted / weight : undefined };
}
