import { sql, type RawBuilder } from 'kysely';
import type { Engine } from '../../database.ts';
import { FAILED } from '../failed.ts';
import type { Span } from '../log-store.ts';
import type { LogFilter } from '../query.ts';
import { allOf, isAnyOf, type Condition } from '../read/any-of.ts';
import { detailJson } from '../read/detail-json.ts';
import type { LogReader } from '../read/reader.ts';
import { SEARCHED_CHARACTERS, searchedText } from '../plain-text.ts';
import { inTime, ofDims } from '../read/wanted.ts';
import { asksOfWorkspacesAlone } from './asks-of-sums.ts';
import { recordsWanted, type FactSource } from './fact-source.ts';
import type { Facts } from './facts.ts';
import type { Pieces } from './pieces.ts';

/** A metadata name, and what is asked about the records that have a value under it. */
export interface MetadataAsked {
  readonly name: string;
  readonly filter: LogFilter;
  readonly source: FactSource;
  /** The widest sums that may be used. */
  readonly widest: Span;
}

/** Sums by time and metadata pair, over whatever is cheapest to add them up from: `at, pair, requests, errors, tokens, cost, unpriced, last_at`. */
export function metadataFacts(reader: LogReader, { name, filter, source, widest }: MetadataAsked): Facts {
  const { engine } = reader;
  const pieces = asksOfWorkspacesAlone(filter) ? source.pieces(widest) : undefined;
  if (pieces === undefined) return ofRecords(engine, name, recordsWanted(reader, source));
  const ofPlace = filter.workspaces === 'all' ? [] : [isAnyOf(engine, sql`s.workspace`, filter.workspaces, 'text')];
  const { sums, rest } = withoutMinutes(pieces);
  const summed = sums.map(
    ({ span, from, to }) => sql`
      select s.at, s.pair, s.requests, s.errors, s.tokens, s.cost, s.unpriced, s.last_seen as last_at from log_pair_sums s
      where s.span = ${sql.lit(span)} and s.at >= ${from} and s.at < ${to} and s.pair in (${pairsCalled(name)}) and ${allOf(ofPlace)}`,
  );
  const ofOwners = ofDims(engine, 'r', source.wanted.dims);
  return sql.join(
    [...summed, ...rest.map((time) => ofRecords(engine, name, allOf([...inTime(sql`r.id`, time), ...ofOwners])))],
    sql` union all `,
  );
}

export const pairsCalled = (name: string): RawBuilder<unknown> => sql`select n.id from log_pairs n where n.name = ${searchedText(name)}`;

/** There are none of minutes: these are looked through. */
const withoutMinutes = ({ sums, rows }: Pieces) => ({
  sums: sums.filter(({ span }) => span !== 'minute'),
  rest: [...rows, ...sums.filter(({ span }) => span === 'minute')],
});

/**
 * A record says itself what its metadata is: the index of pairs is by pair, and would be asked for each of all users.
 */
const ofRecords = (engine: Engine, name: string, wanted: Condition): Facts => sql`
  select o.at, n.id as pair, 1 as requests, case when ${FAILED} then 1 else 0 end as errors, o.tokens, o.cost, o.unpriced, o.at as last_at
  from (
    select r.at, r.dims, coalesce(r.input_tokens, 0) + coalesce(r.output_tokens, 0) as tokens, coalesce(r.cost, 0) as cost,
      case when r.cost is null then 1 else 0 end as unpriced, r.detail
    from log_requests r where ${wanted}) o
  join log_pairs n on n.name = ${searchedText(name)} and n.value = ${searchedMetadata(engine, sql`o.detail`, name)}
  join log_dims d on d.id = o.dims`;

/** The value that a record has under a name, as `log_pairs` has it. */
export function searchedMetadata(engine: Engine, detail: RawBuilder<unknown>, name: string): RawBuilder<string | null> {
  const value =
    engine === 'sqlite'
      ? sql`(select m.value from json_each(${detailJson(engine, detail)}, '$.metadata') m where m.key = ${name})`
      : sql`(${detailJson(engine, detail)} #>> array['metadata', ${name}])`;
  return sql`substr(${value}, 1, ${sql.lit(SEARCHED_CHARACTERS)})`;
}
