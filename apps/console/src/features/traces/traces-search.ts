import { readLogSearch, type LogSearch } from '../logs/log-search.ts';

/** What an address says of the list of traces: records by which they are found. */
export type TracesSearch = Pick<
  LogSearch,
  'when' | 'time_of_generation_min' | 'time_of_generation_max' | 'success' | 'trace_id' | 'metadata' | 'cursor'
>;

/** Reads an address that somebody may have typed: what is not known is left out. */
export function readTracesSearch(raw: Readonly<Record<string, unknown>>): TracesSearch {
  const { when, time_of_generation_min, time_of_generation_max, success, trace_id, metadata, cursor } = readLogSearch(raw);
  return {
    ...(when !== undefined && { when }),
    ...(time_of_generation_min !== undefined && { time_of_generation_min }),
    ...(time_of_generation_max !== undefined && { time_of_generation_max }),
    ...(success !== undefined && { success }),
    ...(trace_id !== undefined && { trace_id }),
    ...(metadata !== undefined && { metadata }),
    ...(cursor !== undefined && { cursor }),
  };
}
