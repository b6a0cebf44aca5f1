import { sql, type RawBuilder } from 'kysely';
import type { Engine } from '../../database.ts';
import type { LogFilter } from '../query.ts';
import { allOf, isAnyOf, type Condition } from '../read/any-of.ts';
import type { Wanted } from '../read/wanted.ts';
import { together, summedFacts, summedLatencies, type Facts } from './facts.ts';
import type { Pieces } from './pieces.ts';
import { counted } from './sums.ts';

/** What is asked where nothing but workspaces and what the cache did are told apart. */
export interface WorkspacesAsked {
  readonly engine: Engine;
  readonly wanted: Wanted;
  readonly filter: Pick<LogFilter, 'workspaces' | 'cache'>;
}

/** What `counted` says, by sums of workspaces; of minutes there are none. */
export const workspaceSums = (asked: WorkspacesAsked, pieces: Pieces): Facts =>
  byWorkspaces(asked, pieces, {
    table: sql`log_workspace_sums`,
    columns: sql`s.requests, s.errors, s.aborted, s.rescued, s.input_tokens, s.output_tokens, s.cost, s.unpriced, s.saved, s.ms, s.cache`,
    others: (rest) => counted(summedFacts(asked.engine, asked.wanted, rest)),
  });

/** How many took how long, by time and bucket. */
export const workspaceLatencies = (asked: WorkspacesAsked, pieces: Pieces): Facts =>
  byWorkspaces(asked, pieces, {
    table: sql`log_workspace_latencies`,
    columns: sql`s.bucket, s.requests`,
    others: (rest) => sql`select f.at, f.bucket, f.requests from (${summedLatencies(asked.engine, asked.wanted, rest)}) f`,
  });

interface KeptByWorkspace {
  readonly table: RawBuilder<unknown>;
  /** Beside the time. */
  readonly columns: RawBuilder<unknown>;
  /** The same of what is not kept by workspace. */
  readonly others: (pieces: Pieces) => Facts;
}

function byWorkspaces({ engine, filter }: WorkspacesAsked, { sums, rows }: Pieces, { table, columns, others }: KeptByWorkspace): Facts {
  const ofThem = allOf(conditionsOf(engine, filter));
  const kept = sums
    .filter(({ span }) => span !== 'minute')
    .map(
      ({ span, from, to }) =>
        sql`select s.at, ${columns} from ${table} s where s.span = ${sql.lit(span)} and s.at >= ${from} and s.at < ${to} and ${ofThem}`,
    );
  const rest = { sums: sums.filter(({ span }) => span === 'minute'), rows };
  return together(rest.sums.length + rest.rows.length === 0 ? kept : [...kept, others(rest)]);
}

const conditionsOf = (engine: Engine, { workspaces, cache }: WorkspacesAsked['filter']): readonly Condition[] => [
  ...(workspaces === 'all' ? [] : [isAnyOf(engine, sql`s.workspace`, workspaces, 'text')]),
  ...(cache === undefined ? [] : [isAnyOf(engine, sql`s.cache`, cache, 'text')]),
];
