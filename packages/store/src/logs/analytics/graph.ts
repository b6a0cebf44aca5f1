import { sql } from 'kysely';
import type { Analytics, Point } from '../log-store.ts';
import type { LogFilter } from '../query.ts';
import { rowsOf, type LogReader } from '../read/reader.ts';
import { factSource } from './fact-source.ts';
import { latenciesBy } from './latencies-by.ts';
import { pointOf } from './point-of.ts';
import { addedUp, SUMMED, type SummedRow } from './sums.ts';
import { pointsFor } from './widths.ts';

/** `Analytics.graph`. */
export async function graph(reader: LogReader, filter: LogFilter): ReturnType<Analytics['graph']> {
  const source = await factSource(reader, filter);
  if (source === undefined) return { span: 'hour', points: [], total: addedUp([], undefined) };
  const { span, widthMs, begins } = pointsFor(source.time);
  if (source.wanted.nothing)
    return { span, points: begins.map((at) => ({ ...addedUp([], undefined), at })), total: addedUp([], undefined) };
  const summing = rowsOf(
    reader,
    sql<SummedRow & { at: number }>`select ${pointOf(sql`c.at`, widthMs)} as at, ${SUMMED} from (${source.sumsInTime(span)}) c group by 1`,
  );
  const wanted = summing.then((rows) => ({ requests: rows.reduce((sum, row) => sum + row.requests, 0) }));
  const [rows, latencies] = await Promise.all([
    summing,
    latenciesBy<number>(reader, source, { key: pointOf(sql`f.at`, widthMs), of: 'time', widest: span, wanted, meanwhile: true }),
  ]);
  const byPoint = new Map(rows.map((row) => [row.at, row]));
  const points = begins.map((at): Point => {
    const row = byPoint.get(at);
    return { ...addedUp(row === undefined ? [] : [row], latencies.of(at)), at };
  });
  return { span, points, total: addedUp(rows, latencies.total) };
}
