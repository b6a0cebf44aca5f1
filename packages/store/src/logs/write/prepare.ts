import { setImmediate as others } from 'node:timers/promises';
import type { LogEntry } from '../entry.ts';
import { searchedText } from '../plain-text.ts';
import { rowOf, type RecordRow } from '../record-row.ts';
import type { LogDims } from '../schema.ts';
import { dimsKey, pairKey, type Pair } from './known-ids.ts';

/** How many records are worked on before others get their turn: less than a millisecond's worth. */
export const SLICE = 50;

/** One record by what it has of its own, and under which keys the rest is known. */
export interface Prepared {
  readonly entry: LogEntry;
  readonly row: RecordRow;
  readonly dims: LogDims;
  readonly dimsKey: string;
  readonly pairKeys: readonly string[];
}

/** Records, and what several of them may have in common. */
export interface PreparedRecords {
  readonly records: readonly Prepared[];
  readonly dims: ReadonlyMap<string, LogDims>;
  readonly pairs: ReadonlyMap<string, Pair>;
}

/** Takes entries apart, as they are to be kept. */
export async function prepare(entries: readonly LogEntry[]): Promise<PreparedRecords> {
  const records: Prepared[] = [];
  const allDims = new Map<string, LogDims>();
  const allPairs = new Map<string, Pair>();
  for (const entry of entries) {
    if (records.length % SLICE === SLICE - 1) await others();
    const { dims, row } = rowOf(entry);
    const key = dimsKey(dims);
    allDims.set(key, dims);
    const pairs = new Map(pairsOf(entry).map((pair) => [pairKey(pair), pair]));
    for (const [each, pair] of pairs) allPairs.set(each, pair);
    records.push({ entry, row, dims, dimsKey: key, pairKeys: [...pairs.keys()] });
  }
  return { records, dims: allDims, pairs: allPairs };
}

const pairsOf = ({ metadata }: LogEntry): readonly Pair[] =>
  Object.entries(metadata).map(([name, value]) => ({ name: searchedText(name), value: searchedText(value) }));
