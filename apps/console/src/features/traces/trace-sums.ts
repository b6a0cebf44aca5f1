import type { LogSummary } from '@sluice/contract';

/** Several calls together. Times are milliseconds. */
export interface TraceSums {
  readonly id: string;
  /** What its first call is called. */
  readonly name: string;
  readonly calls: number;
  readonly failed: number;
  /** Since the epoch. */
  readonly from: number;
  /** From the first call's beginning to the last one's end. */
  readonly span: number;
  /** Null where nobody knows it of any call. */
  readonly tokens: number | null;
  /** US cents; null where nobody knows it of any call. */
  readonly cost: number | null;
  /** Calls whose cost nobody knows. */
  readonly unpriced: number;
  readonly models: readonly string[];
}

/** When a record began and ended, in milliseconds since the epoch. */
export const timesOf = ({ created_at: at, metrics }: Pick<LogSummary, 'created_at' | 'metrics'>): readonly [from: number, to: number] => [
  Date.parse(at),
  Date.parse(at) + metrics.response_time,
];

/** @param records Of one trace; at least one. */
export function sumsOf(records: readonly LogSummary[]): TraceSums {
  const ordered = records.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const first = ordered.find(({ metrics }) => metrics.parent_span_id === null) ?? ordered[0]!;
  const from = Math.min(...records.map((each) => timesOf(each)[0]));
  return {
    id: first.metrics.trace_id,
    name: nameOf(first),
    calls: records.length,
    failed: records.filter(({ metrics }) => !metrics.is_success).length,
    from,
    span: Math.max(...records.map((each) => timesOf(each)[1])) - from,
    tokens: known(records.map(({ metrics }) => metrics.total_units)),
    cost: known(records.map(({ metrics }) => metrics.cost)),
    unpriced: records.filter(({ metrics }) => metrics.cost === null).length,
    models: [...new Set(records.flatMap(({ metrics }) => metrics.ai_model ?? []))],
  };
}

/** What a call is called: as its caller named it, else what it asked for. */
export const nameOf = ({ metrics, operation, request }: Pick<LogSummary, 'metrics' | 'operation' | 'request'>): string =>
  metrics.span_name ?? operation ?? `${request.method} ${request.url}`;

/** Records by their trace, the one with the newest record first. @param records The newest first. */
export function byTrace(records: readonly LogSummary[]): ReadonlyMap<string, readonly LogSummary[]> {
  const traces = new Map<string, LogSummary[]>();
  for (const record of records) {
    const { trace_id: id } = record.metrics;
    const others = traces.get(id);
    if (others) others.push(record);
    else traces.set(id, [record]);
  }
  return traces;
}

function known(values: readonly (number | null)[]): number | null {
  const numbers = values.filter((value) => value !== null);
  return numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0);
}
