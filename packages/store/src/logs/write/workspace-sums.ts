import type { SqliteValue } from '../../sqlite/sqlite-messages.ts';
import { isFailed } from '../failed.ts';
import type { Span } from '../log-store.ts';
import { stretchOf } from './stretch-of.ts';
import { Sum } from './sum.ts';
import type { SummedKind } from './summand.ts';
import { newMap, within } from './within.ts';

/** Sums over the records of one stretch and one workspace, with which the cache did the same. */
class WorkspaceSum {
  readonly sum = new Sum();
  errors = 0;
  aborted = 0;
  rescued = 0;

  /** Of records that are all of this kind. */
  add(sum: Sum, kind: SummedKind): void {
    this.sum.take(sum);
    if (isFailed(kind)) this.errors += sum.requests;
    if (kind.aborted === 1) this.aborted += sum.requests;
    if (kind.rescued === 1) this.rescued += sum.requests;
  }

  take({ sum, errors, aborted, rescued }: WorkspaceSum): void {
    this.sum.take(sum);
    this.errors += errors;
    this.aborted += aborted;
    this.rescued += rescued;
  }
}

/** Sums by stretch, workspace and what the cache did. */
export class WorkspaceSums {
  readonly #sums = new Map<number, Map<string, Map<string, WorkspaceSum>>>();

  at(at: number, workspace: string, cache: string): WorkspaceSum {
    const ofWorkspace = within(within(this.#sums, at, newMap<string, Map<string, WorkspaceSum>>), workspace, newMap<string, WorkspaceSum>);
    return within(ofWorkspace, cache, () => new WorkspaceSum());
  }

  /** The same in wider stretches. */
  by(span: Span): WorkspaceSums {
    const wider = new WorkspaceSums();
    this.#each((at, workspace, cache, sum) => wider.at(stretchOf(at, span), workspace, cache).take(sum));
    return wider;
  }

  putInto(span: Span, sums: SqliteValue[], latencies: SqliteValue[]): void {
    this.#each((at, workspace, cache, { sum, errors, aborted, rescued }) => {
      sums.push(span, at, workspace, cache, sum.requests, errors, aborted, rescued);
      sums.push(sum.inputTokens, sum.outputTokens, sum.cost, sum.unpriced, sum.saved, sum.ms);
      for (const [bucket, requests] of sum.buckets) latencies.push(span, at, workspace, cache, bucket, requests);
    });
  }

  #each(told: (at: number, workspace: string, cache: string, sum: WorkspaceSum) => void): void {
    for (const [at, workspaces] of this.#sums)
      for (const [workspace, caches] of workspaces) for (const [cache, sum] of caches) told(at, workspace, cache, sum);
  }
}
