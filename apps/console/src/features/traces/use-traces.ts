import type { LogFilterQuery } from '@sluice/contract';
import { useAsk } from '../../api/queries.ts';
import { byTrace, sumsOf, type TraceSums } from './trace-sums.ts';

/** Records of a page: there are at most as many traces. */
const RECORDS = 60;

/** Records that are counted of the traces of a page. */
const COUNTED = 1_000;

/** Traces that have a record the filter finds, the newest first; what is told of each counts all of its records. */
export function useTraces(filter: LogFilterQuery, cursor: string | undefined) {
  const found = useAsk(
    'GET /v1/logs',
    { query: { ...filter, page_size: RECORDS, ...(cursor !== undefined && { cursor }) } },
    { keepLast: true },
  );
  const traces = byTrace(found.data?.data ?? []);
  // Commas part the values of a list: such an id cannot be asked for among others.
  const ids = [...traces.keys()].filter((id) => !id.includes(','));
  const { workspace_id: workspace } = filter;
  const whole = useAsk(
    'GET /v1/logs',
    { query: { trace_id: ids.join(','), page_size: COUNTED, ...(workspace !== undefined && { workspace_id: workspace }) } },
    { enabled: ids.length > 0, keepLast: true },
  );
  const all = byTrace(whole.data?.data ?? []);
  return {
    query: found,
    next: found.data?.next_cursor ?? null,
    /** How many of their calls are counted, the newest; undefined where all are. */
    countedOnly: whole.data?.next_cursor == null ? undefined : COUNTED,
    traces: [...traces].map(([id, records]): TraceSums => {
      const others = all.get(id) ?? [];
      return sumsOf(others.length > records.length ? others : records);
    }),
  };
}
