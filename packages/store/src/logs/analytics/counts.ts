import { sql } from 'kysely';
import type { Analytics } from '../log-store.ts';
import type { LogFilter } from '../query.ts';
import { rowsOf, type LogReader } from '../read/reader.ts';
import { WITH_DIMS } from './with-dims.ts';
import { factSource } from './fact-source.ts';
import { pointOf } from './point-of.ts';
import { pointsFor } from './widths.ts';

/** `Analytics.counts`: of all that the filter wants, whatever they are. */
export async function counts(reader: LogReader, filter: LogFilter, by: 'status' | 'retries'): ReturnType<Analytics['counts']> {
  const source = await factSource(reader, filter);
  if (source === undefined) return { points: [] };
  const { span, widthMs, begins } = pointsFor(source.time);
  const found = new Map(begins.map((at) => [at, new Map<number, number>()]));
  if (!source.wanted.nothing) {
    const rows = await rowsOf(
      reader,
      sql<{ at: number; value: number; n: number }>`
        select ${pointOf(sql`f.at`, widthMs)} as at, d.${sql.ref(by)} as value, sum(f.requests) as n
        from (${source.facts(span)}) f ${WITH_DIMS} group by 1, 2`,
    );
    for (const { at, value, n } of rows) found.get(at)?.set(value, n);
  }
  return { points: [...found].map(([at, each]) => ({ at, counts: each })) };
}
