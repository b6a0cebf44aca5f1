import type { SqliteValue } from '../../sqlite/sqlite-messages.ts';
import type { Span } from '../log-store.ts';
import { PairSums } from './pair-sums.ts';
import type { RowInsert } from './row-batch.ts';
import { stretchOf } from './stretch-of.ts';
import { Sum } from './sum.ts';
import { LATENCIES, PAIR_SUMS, SUMS, WORKSPACE_LATENCIES, WORKSPACE_SUMS } from './sum-layouts.ts';
import type { Summand, SummedKind } from './summand.ts';
import { newMap, within } from './within.ts';
import { WorkspaceSums } from './workspace-sums.ts';

/** What these come to in minutes, hours, days and weeks. */
export function sumsOf(summands: readonly Summand[]): readonly RowInsert[] {
  const minutes = new Sums();
  const pairHours = new PairSums();
  const kinds = new Map<number, SummedKind>();
  for (const one of summands) {
    minutes.at(stretchOf(one.at, 'minute'), one.dims).add(one);
    kinds.set(one.dims, one.kind);
    for (const pair of one.pairs) pairHours.at(stretchOf(one.at, 'hour'), pair, one.kind.workspace).add(one);
  }
  const hours = minutes.by('hour');
  const workspaceHours = new WorkspaceSums();
  hours.each((at, dims, sum) => {
    const kind = kinds.get(dims)!;
    workspaceHours.at(at, kind.workspace, kind.cache).add(sum, kind);
  });
  const [sums, latencies]: [SqliteValue[], SqliteValue[]] = [[], []];
  for (const [span, some] of wider({ minute: minutes, hour: hours })) some.putInto(span, sums, latencies);
  const [ofWorkspaces, latenciesOfThem]: [SqliteValue[], SqliteValue[]] = [[], []];
  for (const [span, some] of wider({ hour: workspaceHours })) some.putInto(span, ofWorkspaces, latenciesOfThem);
  const ofPairs: SqliteValue[] = [];
  for (const [span, some] of wider({ hour: pairHours })) some.putInto(span, ofPairs);
  return [
    { table: SUMS, values: sums },
    { table: LATENCIES, values: latencies },
    { table: WORKSPACE_SUMS, values: ofWorkspaces },
    { table: WORKSPACE_LATENCIES, values: latenciesOfThem },
    { table: PAIR_SUMS, values: ofPairs },
  ];
}

/** With those of days and weeks. */
function wider<T extends { by(span: Span): T }>(
  sums: { readonly hour: T } & { readonly [S in Span]?: T },
): readonly (readonly [Span, T])[] {
  const day = sums.hour.by('day');
  return Object.entries({ ...sums, day, week: day.by('week') }) as [Span, T][];
}

/** Sums by stretch and row of `log_dims`. */
class Sums {
  readonly #sums = new Map<number, Map<number, Sum>>();

  at(at: number, dims: number): Sum {
    return within(within(this.#sums, at, newMap<number, Sum>), dims, () => new Sum());
  }

  /** The same in wider stretches. */
  by(span: Span): Sums {
    const wider = new Sums();
    this.each((at, dims, sum) => wider.at(stretchOf(at, span), dims).take(sum));
    return wider;
  }

  putInto(span: Span, sums: SqliteValue[], latencies: SqliteValue[]): void {
    this.each((at, dims, sum) => {
      sums.push(span, at, dims, sum.requests, sum.inputTokens, sum.outputTokens, sum.cost, sum.unpriced, sum.saved);
      sums.push(sum.ms, sum.msSquared, sum.mostMs, sum.mostTokens, sum.mostCost, sum.lastAt);
      for (const [bucket, requests] of sum.buckets) latencies.push(span, at, dims, bucket, requests);
    });
  }

  each(told: (at: number, dims: number, sum: Sum) => void): void {
    for (const [at, some] of this.#sums) for (const [dims, sum] of some) told(at, dims, sum);
  }
}
