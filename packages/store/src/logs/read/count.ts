import { sql } from 'kysely';
import type { LogFilter } from '../query.ts';
import { askedTime } from '../analytics/asked-time.ts';
import { summedFacts } from '../analytics/facts.ts';
import { allOf } from './any-of.ts';
import { rowsOf, type LogReader } from './reader.ts';
import { conditionsOf, isOfDimsAlone, wantedBy } from './wanted.ts';

/** How many records there are, counted no further than `most`; by the sums where those know. */
export async function count(reader: LogReader, filter: LogFilter, most: number): Promise<number> {
  const wanted = await wantedBy(reader, filter);
  if (wanted.nothing) return 0;
  const asked = isOfDimsAlone(wanted) ? await askedTime(reader, wanted) : 'records';
  if (asked === undefined) return 0;
  const counted =
    asked === 'records'
      ? sql<{
          n: number;
        }>`select count(*) as n from (select 1 from log_requests r where ${allOf(conditionsOf(reader.engine, wanted))} limit ${most}) c`
      : sql<{ n: number }>`select sum(f.requests) as n from (${summedFacts(reader.engine, wanted, asked.pieces('week'))}) f`;
  const [found] = await rowsOf(reader, counted);
  return Math.min(found?.n ?? 0, most);
}
