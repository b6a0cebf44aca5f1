import { sql } from 'kysely';
import type { Engine } from '../../database.ts';
import type { LogFilter } from '../query.ts';
import type { LogDims } from '../schema.ts';
import { FAILED } from '../failed.ts';
import { searchedText, shortPath } from '../plain-text.ts';
import { allOf, isAnyOf, type Condition } from './any-of.ts';
import { within } from './range.ts';
import { rowsOf, type LogReader } from './reader.ts';

/** Which rows of `log_dims` records have to be of: nothing is said of them, or these. */
export type WantedDims = 'all' | readonly number[];

/** Columns that a list of the filter is held against as it is. */
const LISTS = {
  sources: 'source',
  statuses: 'status',
  faults: 'fault',
  providers: 'provider',
  models: 'model',
  apiKeys: 'api_key_id',
  virtualKeys: 'virtual_key',
  configs: 'config',
  prompts: 'prompt',
  promptVersions: 'prompt_version',
  experiments: 'experiment',
  variants: 'variant',
  operations: 'operation',
  methods: 'method',
  cache: 'cache',
} as const satisfies Partial<Record<keyof LogFilter, keyof LogDims>>;

const SWITCHES = { streamed: 'streamed', aborted: 'aborted', rescued: 'rescued' } as const satisfies Partial<
  Record<keyof LogFilter, keyof LogDims>
>;

/** Looks for them in the small table, so that the large ones are asked by number. */
export async function wantedDims(reader: LogReader, filter: LogFilter): Promise<WantedDims> {
  const conditions = dimsConditions(reader.engine, filter);
  if (conditions.length === 0) return 'all';
  const found = await rowsOf(reader, sql<{ id: number }>`select d.id from log_dims d where ${allOf(conditions)}`);
  return found.map(({ id }) => id);
}

function dimsConditions(engine: Engine, filter: LogFilter): readonly Condition[] {
  const { workspaces, success, paths, providerModels, retries } = filter;
  const conditions: Condition[] = [];
  if (workspaces !== 'all') conditions.push(isAnyOf(engine, sql`d.workspace`, workspaces, 'text'));
  for (const [list, column] of entries(LISTS)) {
    const values = filter[list];
    const of = column === 'status' ? 'bigint' : 'text';
    if (values !== undefined) conditions.push(isAnyOf(engine, sql`d.${sql.ref(column)}`, values, of));
  }
  for (const [name, column] of entries(SWITCHES)) {
    const value = filter[name];
    if (value !== undefined) conditions.push(sql`d.${sql.ref(column)} = ${sql.lit(value ? 1 : 0)}`);
  }
  if (success === true) conditions.push(sql`(not ${FAILED} and d.aborted = 0)`);
  if (success === false) conditions.push(sql`(${FAILED} or d.aborted = 1)`);
  if (providerModels !== undefined) conditions.push(isAnyOf(engine, sql`(d.provider || '__' || d.model)`, providerModels, 'text'));
  if (paths !== undefined) conditions.push(isAnyOf(engine, sql`d.path`, [...paths, ...paths.map(shortPath)], 'text'));
  conditions.push(...within(sql`d.retries`, retries));
  return conditions.length === 0 ? [] : [...conditions, ...ofPairs(filter)];
}

/** Most users are of one workspace: what is of another need not be looked through for them. */
const ofPairs = ({ metadata = {} }: LogFilter): readonly Condition[] =>
  Object.entries(metadata).map(
    ([name, value]) => sql`d.workspace in (
      select s.workspace from log_pair_sums s join log_pairs n on n.id = s.pair
      where s.span = 'week' and n.name = ${searchedText(name)} and n.value = ${searchedText(value)})`,
  );

const entries = <T extends object>(table: T) => Object.entries(table) as { [K in keyof T]: [K, T[K]] }[keyof T][];
