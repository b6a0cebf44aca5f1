import { sql } from 'kysely';
import type { Analytics } from '../log-store.ts';
import type { LogFilter } from '../query.ts';
import { rowsOf, type LogReader } from '../read/reader.ts';
import { factSource } from './fact-source.ts';
import { metadataFacts } from './metadata-facts.ts';
import { pointOf } from './point-of.ts';
import { pointsFor } from './widths.ts';

/** There are nearly as many sums of users as there are requests: no more of them are counted for a chart than it takes. */
const MOST_POINTS = 60;

/** `Analytics.distinct`. */
export async function distinct(reader: LogReader, filter: LogFilter, name: string): ReturnType<Analytics['distinct']> {
  const source = await factSource(reader, filter);
  if (source === undefined) return { points: [], values: 0, requests: 0 };
  const { span, widthMs, begins } = pointsFor(source.time, MOST_POINTS);
  const none = begins.map((at) => ({ at, values: 0, requests: 0 }));
  if (source.wanted.nothing) return { points: none, values: 0, requests: 0 };
  const asked = { name, filter, source };
  const point = pointOf(sql`f.at`, widthMs);
  const [byPoint, [all]] = await Promise.all([
    rowsOf(
      reader,
      sql<{ at: number; values: number; requests: number }>`
        select ${point} as at, count(distinct f.pair) as "values", sum(f.requests) as requests
        from (${metadataFacts(reader, { ...asked, widest: span })}) f group by 1`,
    ),
    rowsOf(
      reader,
      sql<{ values: number; requests: number }>`
        select count(distinct f.pair) as "values", coalesce(sum(f.requests), 0) as requests from (${metadataFacts(reader, { ...asked, widest: 'week' })}) f`,
    ),
  ]);
  const found = new Map(byPoint.map((row) => [row.at, row]));
  return { points: none.map((point_) => found.get(point_.at) ?? point_), values: all?.values ?? 0, requests: all?.requests ?? 0 };
}
