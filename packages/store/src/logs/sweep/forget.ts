import type { LogDatabase } from '../log-database.ts';
import { searchedText } from '../plain-text.ts';
import type { LogDetail, LogRequestsTable } from '../schema.ts';
import type { SqliteValue } from '../../sqlite/sqlite-messages.ts';
import { pairKey, type KnownIds } from '../write/known-ids.ts';
import * as layouts from '../write/layouts.ts';
import { givenTo } from '../write/record-batch.ts';
import type { RowBatch, RowStatement } from '../write/row-batch.ts';
import { removed, type SummedKind } from '../write/summand.ts';
import { sumsOf } from '../write/sums.ts';

/** Of a record, what its going takes away with it. */
export type Leaving = Pick<
  LogRequestsTable,
  'id' | 'at' | 'dims' | 'trace' | 'span' | 'ms' | 'input_tokens' | 'output_tokens' | 'cost' | 'saved' | 'block' | 'slot' | 'detail'
> &
  SummedKind;

/** These columns of records, to be narrowed further. */
export const leaving = ({ writing }: LogDatabase) =>
  writing
    .selectFrom('log_requests as r')
    .innerJoin('log_dims as d', 'd.id', 'r.dims')
    .select(['r.id', 'r.at', 'r.dims', 'r.trace', 'r.span', 'r.ms', 'r.input_tokens', 'r.output_tokens', 'r.cost', 'r.saved'])
    .select(['r.block', 'r.slot', 'r.detail', 'd.workspace', 'd.cache', 'd.status', 'd.fault', 'd.aborted', 'd.rescued'])
    .orderBy('r.id');

/** Under what metadata a record was found. */
export function metadataOf({ detail }: Pick<Leaving, 'detail'>): Readonly<Record<string, string>> {
  return detail === null ? {} : ((JSON.parse(detail) as LogDetail).metadata ?? {});
}

/** The ids of pairs of these records, each record's in its place. */
export async function pairsOf(ids: KnownIds, rows: readonly Pick<Leaving, 'detail'>[]): Promise<readonly (readonly number[])[]> {
  const said = rows.map((row) =>
    Object.entries(metadataOf(row)).map(([name, value]) => ({ name: searchedText(name), value: searchedText(value) })),
  );
  const known = await ids.pairs(new Map(said.flat().map((pair) => [pairKey(pair), pair])));
  return said.map((pairs) => [...new Set(pairs.map((pair) => known.get(pairKey(pair))!))]);
}

/**
 * Takes records away, and what they added to the sums.
 *
 * @param blanked What becomes of blocks in place of being counted down.
 * @throws StoreError `missing` where one of them has gone or was changed meanwhile: then nothing is done.
 */
export async function forget(
  database: LogDatabase,
  rows: readonly Leaving[],
  pairs: readonly (readonly number[])[],
  blanked?: readonly RowStatement[],
): Promise<void> {
  const counts = new Map<string, number>();
  for (const { block } of rows) if (block !== null) counts.set(block, (counts.get(block) ?? 0) - 1);
  const summands = rows.map((row, number) => removed(row, { dims: row.dims, kind: row, pairs: pairs[number] ?? [] }));
  const batch: RowBatch = {
    needed: { log_dims: [], log_pairs: [] },
    statements: [
      // Its cost is what its sums were made of.
      {
        ...gone(
          'log_requests',
          { id: 'uuid' },
          rows.flatMap(({ id, cost }) => [id, cost]),
        ),
        was: { cost: 'float8' },
        all: true,
      },
      ...(blanked ?? []),
      gone(
        'log_request_pairs',
        { pair: 'bigint', request: 'uuid' },
        rows.flatMap(({ id }, number) => (pairs[number] ?? []).flatMap((pair) => [pair, id])),
      ),
      gone(
        'log_traces',
        { trace: 'text', request: 'uuid' },
        rows.flatMap((row) => givenTo(row).flatMap((trace) => [trace, row.id])),
      ),
      ...(['log_texts', ...LINKED[database.engine]] as const).map((table) =>
        gone(
          table,
          { request: 'uuid' },
          rows.map(({ id }) => id),
        ),
      ),
    ],
    inserts: [
      ...(blanked === undefined ? [{ table: layouts.BLOCK_COUNTS, change: true as const, values: [...counts].flat() }] : []),
      ...sumsOf(summands).map((rowsOfSums) => ({ ...rowsOfSums, change: true as const })),
    ],
  };
  await database.putIn(batch);
}

/** By record, which feedback it has. */
const LINKED = { sqlite: [], postgres: ['log_feedback_requests'] } as const;

const gone = (table: RowStatement['table'], where: RowStatement['where'], values: readonly SqliteValue[]): RowStatement => ({
  table,
  where,
  values,
  all: false,
});
