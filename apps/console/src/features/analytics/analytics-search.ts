import type { AnalyticsQuery } from '@sluice/contract';
import { filterOf, readLogSearch, type LogSearch } from '../logs/log-search.ts';
import { GROUPINGS, type Grouping } from './groups/groupings.ts';

/** What an address says of the charts: what narrows them, and what the groups below them are by. */
export type AnalyticsSearch = LogSearch & {
  readonly by?: Grouping;
  /** The metadata name, where groups are by metadata. */
  readonly name?: string;
  /** Of the groups, from 1. */
  readonly page?: number;
};

/** Reads it out of an address, whatever stands there. */
export function readAnalyticsSearch(given: Readonly<Record<string, unknown>>): AnalyticsSearch {
  const { cursor: _, live: __, log: ___, tab: ____, ...narrowed } = readLogSearch(given);
  const { by, name } = given;
  const page = Number(given['page']);
  return {
    ...narrowed,
    ...(typeof by === 'string' && Object.hasOwn(GROUPINGS, by) && { by: by as Grouping }),
    ...(typeof name === 'string' && name !== '' && { name }),
    ...(Number.isInteger(page) && page > 1 && { page }),
  };
}

const DAY_MS = 86_400_000;

/** What is asked of every chart. Without a beginning it is the last day. @param now Milliseconds since the epoch. */
export function queryOf(search: AnalyticsSearch, now: number): AnalyticsQuery {
  const filter = filterOf(search, now);
  const { time_of_generation_max: to = new Date(now).toISOString() } = filter;
  return {
    ...filter,
    time_of_generation_min: filter.time_of_generation_min ?? new Date(Date.parse(to) - DAY_MS).toISOString(),
    time_of_generation_max: to,
  };
}

/** The same of the stretch before, which is as long. */
export function stretchBefore(query: AnalyticsQuery): AnalyticsQuery {
  const [from, to] = [Date.parse(query.time_of_generation_min), Date.parse(query.time_of_generation_max)];
  return {
    ...query,
    time_of_generation_min: new Date(from - (to - from)).toISOString(),
    time_of_generation_max: new Date(from - 1).toISOString(),
  };
}
