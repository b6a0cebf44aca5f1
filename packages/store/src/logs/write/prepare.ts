import { setImmediate as others } from 'node:timers/promises';
import type { LogEntry } from '../entry.ts';
import { searchedText } from '../plain-text.ts';
import { rowOf, type RecordRow } from '../record-row.ts';
import type { LogDims } from '../schema.ts';
import type { Kind, Kinds } from './kinds.ts';
import { pairKey, type Pair } from './known-ids.ts';

/** How many records are worked on before others get their turn: less than a millisecond's worth. */
export const SLICE = 200;

/** One record by what it has of its own, and under which keys the rest is known. */
export interface Prepared {
  readonly entry: LogEntry;
  readonly row: RecordRow;
  readonly kind: Kind;
  readonly pairKeys: readonly string[];
}

/** Records, and what several of them may have in common. */
export interface PreparedRecords {
  readonly records: readonly Prepared[];
  readonly dims: ReadonlyMap<string, LogDims>;
  readonly pairs: ReadonlyMap<string, Pair>;
}

const NONE: readonly string[] = [];

/** Takes entries apart, as they are to be kept. */
export async function prepare(entries: readonly LogEntry[], kinds: Kinds): Promise<PreparedRecords> {
  const records: Prepared[] = [];
  const allDims = new Map<string, LogDims>();
  const allPairs = new Map<string, Pair>();
  let last: Kind | undefined;
  for (const entry of entries) {
    if (records.length % SLICE === SLICE - 1) await others();
    const kind = kinds.of(entry);
    if (kind !== last) allDims.set(kind.key, kind.dims);
    last = kind;
    records.push({ entry, row: rowOf(entry, kind.dims), kind, pairKeys: pairsIn(entry.metadata, allPairs) });
  }
  return { records, dims: allDims, pairs: allPairs };
}

/** Adds a record's pairs to those of all. @returns Their keys, each once. */
function pairsIn(metadata: LogEntry['metadata'], all: Map<string, Pair>): readonly string[] {
  let keys: Set<string> | undefined;
  for (const [said, what] of Object.entries(metadata)) {
    const pair = { name: searchedText(said), value: searchedText(what) };
    const key = pairKey(pair);
    all.set(key, pair);
    (keys ??= new Set()).add(key);
  }
  return keys === undefined ? NONE : [...keys];
}
