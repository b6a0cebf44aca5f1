import type { LogAttempt, LogSummary } from '@sluice/contract';
import { timesOf } from './trace-sums.ts';

/** A call, or an exchange with a provider within one. Moments are milliseconds from where the trace begins. */
export type TraceNode = {
  /** Its span, or its record's id where another has the same. */
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly children: readonly TraceNode[];
} & (
  | { readonly kind: 'call'; readonly record: LogSummary }
  | { readonly kind: 'attempt'; readonly record: LogSummary; readonly attempt: LogAttempt; readonly index: number }
);

/** Attempts of records, by the records' ids: those that were asked for. */
export type KnownAttempts = ReadonlyMap<string, readonly LogAttempt[]>;

/**
 * Puts the records of a trace below those that they came of, by `parent_span_id`. What names a parent that is not there stands at
 * the top, for that may be a span of somebody else's; so does what names itself in a circle.
 *
 * @param records Of one trace, in any order.
 */
export function treeOf(records: readonly LogSummary[], attempts: KnownAttempts): readonly TraceNode[] {
  if (records.length === 0) return [];
  const ordered = records.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const start = Math.min(...ordered.map((each) => timesOf(each)[0]));
  const spans = spansOf(ordered, attempts);
  const below = new Map<string | undefined, LogSummary[]>();
  const parents = new Map<string, string>();
  for (const record of ordered) {
    const parent = record.metrics.parent_span_id === null ? undefined : spans.get(record.metrics.parent_span_id);
    const isSound = parent !== undefined && !leadsTo(parent.record, record.id, parents);
    if (isSound) parents.set(record.id, parent.record);
    const place = isSound ? parent.place : undefined;
    below.set(place, [...(below.get(place) ?? []), record]);
  }
  const callNode = (record: LogSummary): TraceNode => {
    const [from, to] = timesOf(record);
    const own = (attempts.get(record.id) ?? []).map((attempt, index): TraceNode => ({
      kind: 'attempt',
      key: `${record.id}/${index}`,
      record,
      attempt,
      index,
      from: from - start + attempt.started,
      to: from - start + attempt.started + attempt.response_time,
      children: (below.get(`${record.id}/${index}`) ?? []).map(callNode),
    }));
    const called = (below.get(record.id) ?? []).map(callNode);
    return { kind: 'call', key: record.id, record, from: from - start, to: to - start, children: inTime([...own, ...called]) };
  };
  return (below.get(undefined) ?? []).map(callNode);
}

/** Where each span is: which record's it is, and below which node its children stand. */
function spansOf(
  records: readonly LogSummary[],
  attempts: KnownAttempts,
): ReadonlyMap<string, { readonly record: string; readonly place: string }> {
  const spans = new Map<string, { readonly record: string; readonly place: string }>();
  for (const { id, metrics } of records) {
    // The first of two with the same span is the one that was meant: the other is its replay, or told twice.
    if (!spans.has(metrics.span_id)) spans.set(metrics.span_id, { record: id, place: id });
    for (const [index, attempt] of (attempts.get(id) ?? []).entries())
      if (!spans.has(attempt.span_id)) spans.set(attempt.span_id, { record: id, place: `${id}/${index}` });
  }
  return spans;
}

/** Whether going up from a record one comes to another. */
function leadsTo(from: string, to: string, parents: ReadonlyMap<string, string>): boolean {
  for (let at: string | undefined = from; at !== undefined; at = parents.get(at)) if (at === to) return true;
  return false;
}

const inTime = (nodes: readonly TraceNode[]): readonly TraceNode[] => nodes.toSorted((one, other) => one.from - other.from);

/** A line of the tree as it is shown. */
export interface TraceLine {
  readonly node: TraceNode;
  /** From 1. */
  readonly level: number;
  /** Its place among its siblings, from 1, and how many they are. */
  readonly place: number;
  readonly siblings: number;
  /** Undefined where there is nothing below it. */
  readonly isOpen: boolean | undefined;
  /** The key of the line that it stands below. */
  readonly parent: string | undefined;
}

/** The lines that are to be seen. @param closed Keys of nodes whose children are hidden. */
export function linesOf(nodes: readonly TraceNode[], closed: ReadonlySet<string>, level = 1, parent?: string): readonly TraceLine[] {
  return nodes.flatMap((node, index): readonly TraceLine[] => {
    const isOpen = node.children.length === 0 ? undefined : !closed.has(node.key);
    const line = { node, level, place: index + 1, siblings: nodes.length, isOpen, parent };
    return isOpen === true ? [line, ...linesOf(node.children, closed, level + 1, node.key)] : [line];
  });
}
