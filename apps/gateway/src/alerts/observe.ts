import type { LogEntry, LoggedTry } from '@sluice/store/logs';
import type { Counts } from './counts.ts';
import { bucketOf } from './latency-buckets.ts';
import type { Rule, RuleFilters } from './rule.ts';

/** Statuses under 500 that whoever looks after a gateway has to do something about: too slow, too much. */
const OURS_TO_MEND: ReadonlySet<number> = new Set([408, 429]);

/** And those of providers: their keys and their bills are ours too. */
const OURS_AT_PROVIDERS: ReadonlySet<number> = new Set([401, 402, 403, 408, 429]);

/** Somebody went, which says nothing about who stayed. */
const WENT = 'cancelled';

/** What a workspace of that slug goes by in records. */
export type WorkspaceIds = (slug: string) => readonly string[];

/**
 * Counts what a rule wants of a request. A rule about a provider, a model or a virtual key counts exchanges with providers, so
 * that a fallback does not hide what is broken; any other counts requests as their callers saw them.
 */
export function observe({ filters }: Rule, entry: LogEntry, counts: Counts, workspaceIds: WorkspaceIds): void {
  const { workspaces } = filters;
  if (workspaces && ![...workspaces].some((slug) => workspaceIds(slug).some((id) => id === entry.workspace))) return;
  if (!isAboutProviders(filters)) return count(counts, { ms: entry.timings.total, failed: requestFailed(entry), cost: entry.cost });
  for (const tried of entry.tries)
    if (isWanted(filters, tried)) count(counts, { ms: tried.ms, failed: tryFailed(tried), cost: tried.cost });
}

const isAboutProviders = ({ providers, models, virtualKeys }: RuleFilters) =>
  providers !== undefined || models !== undefined || virtualKeys !== undefined;

const isWanted = ({ providers, models, virtualKeys }: RuleFilters, { provider, model, virtualKey }: LoggedTry) =>
  (providers?.has(provider) ?? true) && (models?.has(model ?? '') ?? true) && (virtualKeys?.has(virtualKey ?? '') ?? true);

interface Observation {
  readonly ms: number;
  readonly failed: boolean;
  readonly cost: number | undefined;
}

function count(counts: Counts, { ms, failed, cost = 0 }: Observation): void {
  counts.requests++;
  if (failed) counts.failures++;
  counts.cost += cost;
  const bucket = bucketOf(ms);
  counts.buckets.set(bucket, (counts.buckets.get(bucket) ?? 0) + 1);
}

function requestFailed({ status, fault }: LogEntry): boolean {
  if (fault?.kind === WENT || status === 499) return false;
  // A stream that broke had begun well.
  return status >= 500 || OURS_TO_MEND.has(status) || (fault !== undefined && status < 400);
}

function tryFailed({ status, fault, lost }: LoggedTry): boolean {
  if (lost || fault === WENT) return false;
  return status >= 500 || OURS_AT_PROVIDERS.has(status) || (fault !== undefined && status < 400);
}
