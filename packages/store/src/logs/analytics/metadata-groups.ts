import { sql } from 'kysely';
import type { Analytics, MetadataGroup } from '../log-store.ts';
import type { LogFilter } from '../query.ts';
import { isAnyOf } from '../read/any-of.ts';
import { rowsOf, type LogReader } from '../read/reader.ts';
import { factSource, type FactSource } from './fact-source.ts';
import { feedbackFacts } from './feedback-facts.ts';
import { metadataFacts } from './metadata-facts.ts';

type Row = Omit<MetadataGroup, 'weightedFeedback' | 'requestsWithFeedback'> & { readonly pair: number };

interface FeedbackRow {
  readonly pair: number;
  readonly average: number | null;
  readonly requests: number;
}

/** `Analytics.metadataGroups`. */
export async function metadataGroups(
  reader: LogReader,
  filter: LogFilter,
  name: string,
  page: { readonly offset: number; readonly size: number },
): ReturnType<Analytics['metadataGroups']> {
  const source = await factSource(reader, filter);
  if (source === undefined || source.wanted.nothing) return { total: 0, groups: [] };
  const facts = metadataFacts(reader, { name, filter, source, widest: 'day' });
  const [rows, [all]] = await Promise.all([
    rowsOf(
      reader,
      sql<Row>`select e.*, n.value from (
          select f.pair, sum(f.requests) as requests, sum(f.errors) as errors, sum(f.tokens) as tokens, sum(f.cost) as cost, max(f.last_at) as "lastSeen"
          from (${facts}) f group by f.pair) e
        join log_pairs n on n.id = e.pair order by e.requests desc, n.value limit ${page.size} offset ${page.offset}`,
    ),
    rowsOf(reader, sql<{ n: number }>`select count(distinct f.pair) as n from (${facts}) f`),
  ]);
  const said = await feedbackByPair(
    reader,
    source,
    rows.map(({ pair }) => pair),
  );
  return {
    total: all?.n ?? 0,
    groups: rows.map(({ pair, ...group }) => ({
      ...group,
      weightedFeedback: said.get(pair)?.average ?? undefined,
      requestsWithFeedback: said.get(pair)?.requests ?? 0,
    })),
  };
}

/** Each piece counts once for a value, about however many records of it. */
async function feedbackByPair(
  reader: LogReader,
  { wanted }: FactSource,
  pairs: readonly number[],
): Promise<ReadonlyMap<number, FeedbackRow>> {
  if (pairs.length === 0) return new Map();
  const rows = await rowsOf(
    reader,
    sql<FeedbackRow>`
      with about as (
        select p.pair, f.feedback, f.value, f.weight, f.request from (${feedbackFacts(reader.engine, wanted)}) f
        join log_request_pairs p on p.request = f.request and ${isAnyOf(reader.engine, sql`p.pair`, pairs, 'bigint')})
      select said.pair, said.average, asked.requests
      from (select o.pair, sum(o.value * o.weight) / nullif(sum(o.weight), 0) as average
        from (select distinct pair, feedback, value, weight from about) o group by o.pair) said
      join (select pair, count(distinct request) as requests from about group by pair) asked on asked.pair = said.pair`,
  );
  return new Map(rows.map((row) => [row.pair, row]));
}
