import { setImmediate as others } from 'node:timers/promises';
import type { Engine } from '../../database.ts';
import type { SqliteValue } from '../../sqlite/sqlite-messages.ts';
import type { LoggedBodies } from '../entry.ts';
import { plainText, searchedText } from '../plain-text.ts';
import type { RecordRow } from '../record-row.ts';
import type { Block, Slot } from './blocks.ts';
import * as layouts from './layouts.ts';
import { SLICE, type Prepared } from './prepare.ts';
import type { RowBatch } from './row-batch.ts';
import { added, type Summand } from './summand.ts';
import { sumsOf } from './sums.ts';

/** What rows refer to. */
export interface References {
  readonly dims: ReadonlyMap<string, number>;
  readonly pairs: ReadonlyMap<string, number>;
  readonly blocks: readonly Block[];
  readonly slots: ReadonlyMap<string, Slot>;
}

/** All rows of these records. */
export async function recordBatch(
  records: readonly Prepared[],
  { dims, pairs, blocks, slots }: References,
  { engine, textSearch }: { readonly engine: Engine; readonly textSearch: boolean },
): Promise<RowBatch> {
  const requests: SqliteValue[] = [];
  const requestPairs: SqliteValue[] = [];
  const traces: SqliteValue[] = [];
  const texts: SqliteValue[] = [];
  const summands: Summand[] = [];
  for (const { entry, row, kind, pairKeys } of records) {
    if (summands.length % SLICE === SLICE - 1) await others();
    const dimsId = idOf(dims, kind.key);
    const pairIds = pairKeys.length === 0 ? NONE : pairKeys.map((key) => idOf(pairs, key));
    putInto(requests, row, dimsId, slots.get(entry.id));
    for (const pair of pairIds) requestPairs.push(pair, row.id);
    for (const trace of givenTo(row)) traces.push(trace, row.id);
    if (textSearch && entry.bodies !== undefined) texts.push(row.id, wordsOf(entry.bodies));
    summands.push(added(row, { dims: dimsId, kind: kind.dims, pairs: pairIds }));
  }
  return {
    needed: { log_dims: [...new Set(dims.values())], log_pairs: [...new Set(pairs.values())] },
    inserts: [
      { table: layouts.BLOCKS, values: blocks.flatMap(({ id, at, count, bytes }) => [id, at, count, bytes]) },
      { table: layouts.REQUESTS, values: requests },
      { table: layouts.REQUEST_PAIRS, values: requestPairs },
      { table: layouts.TRACES, values: traces },
      { table: layouts.TEXTS[engine], values: texts },
      ...sumsOf(summands),
    ],
  };
}

function idOf(ids: ReadonlyMap<string, number>, key: string): number {
  const id = ids.get(key);
  if (id === undefined) throw new Error('a row refers to what was not looked for');
  return id;
}

/** In the order of the table's columns. */
function putInto(values: SqliteValue[], row: RecordRow, dims: number, slot: Slot | undefined): void {
  values.push(
    row.id,
    row.at,
    dims,
    row.trace,
    row.span,
    row.ms,
    row.parse_ms,
    row.plan_ms,
    row.connect_ms,
    row.first_byte_ms,
    row.first_token_ms,
    row.upstream_ms,
    row.input_tokens,
    row.output_tokens,
    row.cost,
    row.saved,
    slot === undefined ? null : slot.block,
    slot === undefined ? null : slot.slot,
    row.detail,
  );
}

/** Its trace and its span, where somebody gave it one and may look for it. */
export function givenTo({ trace, span }: Pick<RecordRow, 'trace' | 'span'>): readonly string[] {
  if (trace === null && span === null) return NONE;
  return [...new Set([trace, span].flatMap((given) => (given === null ? [] : [searchedText(given)])))];
}

const NONE: readonly never[] = [];

/** An index of PostgreSQL's takes no more of one record. */
const INDEXED_CHARACTERS = 200_000;

const wordsOf = ({ request = '', response = '' }: LoggedBodies) => plainText(`${request}\n${response}`.slice(0, INDEXED_CHARACTERS));
