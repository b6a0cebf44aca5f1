import { sql } from 'kysely';
import type { Span } from '../log-store.ts';
import type { LogFilter } from '../query.ts';
import { allOf } from '../read/any-of.ts';
import { rowsOf, type LogReader } from '../read/reader.ts';
import { conditionsOf, isOfDimsAlone, wantedBy, type Wanted } from '../read/wanted.ts';
import { askedTime } from './asked-time.ts';
import { asksOfWorkspacesAndCacheAlone } from './asks-of-sums.ts';
import { recordFacts, recordLatencies, summedFacts, summedLatencies, type Facts } from './facts.ts';
import type { Pieces, Time } from './pieces.ts';
import { counted } from './sums.ts';
import { workspaceLatencies, workspaceSums } from './workspace-facts.ts';

/** More records than this are not looked at one by one to be exact. */
const EXACT_UP_TO = 20_000;

/** What a chart is made of. */
export interface FactSource {
  readonly wanted: Wanted;
  /** What the filter leaves open begins and ends with the records. */
  readonly time: Time;
  /** Undefined where the records themselves have to be looked at. */
  pieces(widest: Span): Pieces | undefined;
  facts(widest: Span): Facts;
  /** `counted`, by time alone. */
  sumsInTime(widest: Span): Facts;
  latencies(widest: Span): Facts;
  /** By time and bucket alone. */
  latenciesInTime(widest: Span): Facts;
  /** Whether so many records can be found without looking at many others. */
  isCheap(requests: number): Promise<boolean>;
}

/** @returns Undefined where nothing can be found. */
export async function factSource(reader: LogReader, filter: LogFilter): Promise<FactSource | undefined> {
  const wanted = await wantedBy(reader, filter);
  const asked = await askedTime(reader, wanted);
  if (asked === undefined) return undefined;
  const { engine, exactUpTo = EXACT_UP_TO } = reader;
  const bySums = isOfDimsAlone(wanted);
  const pieces = (widest: Span) => (bySums ? asked.pieces(widest) : undefined);
  const either = (widest: Span, summed: typeof summedFacts, single: typeof recordFacts) => {
    const cut = pieces(widest);
    return cut === undefined ? single(engine, wanted) : summed(engine, wanted, cut);
  };

  const ofWorkspaces = (widest: Span, summed: typeof workspaceSums) => {
    const cut = asksOfWorkspacesAndCacheAlone(filter) ? pieces(widest) : undefined;
    return cut && summed({ engine, wanted, filter }, cut);
  };

  async function isCheap(requests: number): Promise<boolean> {
    if (requests > exactUpTo) return false;
    if (wanted.candidates.length + wanted.pairs.length > 0) return true;
    const all = workspaceSums({ engine, wanted: { ...wanted, dims: 'all' }, filter: { workspaces: 'all' } }, asked!.pieces('week'));
    const [found] = await rowsOf(reader, sql<{ n: number }>`select sum(f.requests) as n from (${all}) f`);
    return (found?.n ?? 0) <= exactUpTo;
  }

  return {
    wanted,
    time: asked.shown,
    pieces,
    facts: (widest) => either(widest, summedFacts, recordFacts),
    latencies: (widest) => either(widest, summedLatencies, recordLatencies),
    sumsInTime: (widest) => ofWorkspaces(widest, workspaceSums) ?? counted(either(widest, summedFacts, recordFacts)),
    latenciesInTime: (widest) => ofWorkspaces(widest, workspaceLatencies) ?? either(widest, summedLatencies, recordLatencies),
    isCheap,
  };
}

/** Of `r`: what a source wants, whether or not sums know it. */
export const recordsWanted = (reader: LogReader, { wanted }: FactSource) => allOf(conditionsOf(reader.engine, wanted));
