import type { LogFilterQuery } from '@sluice/contract';
import { FILTERS, membersOf } from './filters.ts';
import { isTimePreset, stretchOf, type TimePreset } from './time-presets.ts';

type Value = string | number | boolean;

/** What an address says of the list: the members of the API's filter, and how it is looked at. */
export type LogSearch = Readonly<Partial<Record<Exclude<keyof LogFilterQuery, 'metadata' | 'workspace_id' | 'workspace_slug'>, Value>>> & {
  readonly metadata?: Readonly<Record<string, string>>;
  /** A stretch of time that goes with the clock; else the two moments of the filter count. */
  readonly when?: TimePreset;
  /** Where the page begins: `next_cursor` of the one before. */
  readonly cursor?: string;
  /** New records come by themselves. */
  readonly live?: true;
  /** The record that is open over the list. */
  readonly log?: string;
  /** What of it is looked at. */
  readonly tab?: string;
};

const TIMES = ['time_of_generation_min', 'time_of_generation_max'] as const;

/** Members that narrow the list, times included. */
export const NARROWING: readonly string[] = [...FILTERS.flatMap(membersOf), ...TIMES];

/** Reads an address that somebody may have typed: what is not known is left out. */
export function readLogSearch(raw: Readonly<Record<string, unknown>>): LogSearch {
  const search: Record<string, unknown> = {};
  for (const name of NARROWING) {
    const value = raw[name];
    if (name !== 'metadata' && isValue(value)) search[name] = value;
  }
  const metadata = metadataIn(raw['metadata']);
  if (metadata) search['metadata'] = metadata;
  if (isTimePreset(raw['when'])) search['when'] = raw['when'];
  if (raw['live'] === true) search['live'] = true;
  for (const name of ['cursor', 'log', 'tab']) if (isValue(raw[name])) search[name] = String(raw[name]);
  return search;
}

/** The query of the API. @param now Milliseconds since the epoch: what a preset is counted from. */
export function filterOf(search: LogSearch, now: number): LogFilterQuery {
  const filter: Record<string, unknown> = {};
  for (const name of NARROWING) {
    const value = search[name as keyof LogSearch];
    if (value !== undefined && name !== 'metadata') filter[name] = value;
  }
  if (search.metadata) filter['metadata'] = JSON.stringify(search.metadata);
  if (search.when) {
    const { from, to } = stretchOf(search.when, now);
    filter['time_of_generation_min'] = new Date(from).toISOString();
    if (to === undefined) delete filter['time_of_generation_max'];
    else filter['time_of_generation_max'] = new Date(to).toISOString();
  }
  return filter;
}

/** The search with some members otherwise; undefined takes one out. A page further on is left: it was of another list. */
export function withMembers(search: LogSearch, change: Readonly<Record<string, unknown>>): LogSearch {
  const changed: Record<string, unknown> = { ...search, ...change };
  delete changed['cursor'];
  for (const [name, value] of Object.entries(changed)) if (value === undefined || value === '') delete changed[name];
  return changed;
}

/** How the list is looked at, without what narrows it. */
export function withoutFilters({ live }: LogSearch): LogSearch {
  return { ...(live && { live }) };
}

/** Whether anything narrows the list. */
export const isNarrowed = (search: LogSearch): boolean =>
  search.when !== undefined || NARROWING.some((name) => search[name as keyof LogSearch] !== undefined);

const isValue = (value: unknown): value is Value => ['string', 'number', 'boolean'].includes(typeof value) && value !== '';

/** An object in an address is JSON, and comes as an object already; one that a client wrote twice over does not. */
function metadataIn(raw: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof raw === 'string') return metadataIn(parsed(raw));
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return undefined;
  const pairs = Object.entries(raw).filter(([, value]) => isValue(value));
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs.map(([name, value]) => [name, String(value)]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
