import { sql } from 'kysely';
import type { Analytics, MetadataGroup } from '../log-store.ts';
import type { LogFilter } from '../query.ts';
import { isAnyOf } from '../read/any-of.ts';
import { rowsOf, type LogReader } from '../read/reader.ts';
import { factSource, type FactSource } from './fact-source.ts';
import type { Facts } from './facts.ts';
import { feedbackFacts } from './feedback-facts.ts';
import { metadataFacts, searchedMetadata } from './metadata-facts.ts';
import { searchedText } from '../plain-text.ts';

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
  const facts = metadataFacts(reader, { name, filter, source, widest: 'week' });
  const found = await rowsOf(
    reader,
    sql<Row & { readonly total: number }>`select e.*, n.value, count(*) over () as total from (
        select f.pair, sum(f.requests) as requests, sum(f.errors) as errors, sum(f.tokens) as tokens, sum(f.cost) as cost,
          sum(f.unpriced) as unpriced, max(f.last_at) as "lastSeen"
        from (${facts}) f group by f.pair) e
      join log_pairs n on n.id = e.pair order by e.requests desc, n.value limit ${page.size} offset ${page.offset}`,
  );
  const rows = found.map(({ total: _, ...row }) => row);
  const total = found[0]?.total ?? (page.offset === 0 ? 0 : await countOf(reader, facts));
  const said = await feedbackByPair(
    reader,
    source,
    name,
    rows.map(({ pair }) => pair),
  );
  return {
    total,
    groups: rows.map(({ pair, ...group }) => ({
      ...group,
      weightedFeedback: said.get(pair)?.average ?? undefined,
      requestsWithFeedback: said.get(pair)?.requests ?? 0,
    })),
  };
}

/** Behind the last page nothing tells how many there are. */
async function countOf(reader: LogReader, facts: Facts): Promise<number> {
  const [all] = await rowsOf(reader, sql<{ n: number }>`select count(distinct f.pair) as n from (${facts}) f`);
  return all?.n ?? 0;
}

/** Each piece counts once for a value, about however many records of it. */
async function feedbackByPair(
  reader: LogReader,
  { wanted, time }: FactSource,
  name: string,
  pairs: readonly number[],
): Promise<ReadonlyMap<number, FeedbackRow>> {
  if (pairs.length === 0) return new Map();
  const isOfPair =
    reader.engine === 'postgres'
      ? sql`n.id = any(f.pairs)`
      : sql`n.name = ${searchedText(name)} and n.value = ${searchedMetadata(reader.engine, sql`f.detail`, name)}`;
  const rows = await rowsOf(
    reader,
    sql<FeedbackRow>`
      with facts as materialized (${feedbackFacts(reader.engine, wanted, time)}), about as materialized (
        select n.id as pair, f.feedback, f.value, f.weight, f.request from facts f
        join log_pairs n on ${isOfPair} where ${isAnyOf(reader.engine, sql`n.id`, pairs, 'bigint')})
      select said.pair, said.average, asked.requests
      from (select o.pair, sum(o.value * o.weight) / nullif(sum(o.weight), 0) as average
        from (select distinct pair, feedback, value, weight from about) o group by o.pair) said
      join (select pair, count(distinct request) as requests from about group by pair) asked on asked.pair = said.pair`,
  );
  return new Map(rows.map((row) => [row.pair, row]));
}
