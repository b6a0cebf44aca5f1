import { sql } from 'kysely';
import type { Analytics, Group, GroupBy } from '../log-store.ts';
import type { LogFilter } from '../query.ts';
import type { LogDims } from '../schema.ts';
import { isAnyOf } from '../read/any-of.ts';
import { rowsOf, type LogReader } from '../read/reader.ts';
import { factSource } from './fact-source.ts';
import { latenciesBy, type WantedLatencies } from './latencies-by.ts';
import { addedUp, counted, SUMMED, type SummedRow } from './sums.ts';

const COLUMNS = {
  model: 'model',
  provider: 'provider',
  workspace: 'workspace',
  apiKey: 'api_key_id',
  virtualKey: 'virtual_key',
  config: 'config',
  prompt: 'prompt',
  promptVersion: 'prompt_version',
  status: 'status',
  variant: 'variant',
  fault: 'fault',
} as const satisfies Record<GroupBy, keyof LogDims>;

type Row = SummedRow & Pick<Group, 'value' | 'lastSeen'> & { readonly groups: number };

/** `Analytics.groups`: of what has such a thing; what has none is in no group, but what belongs to no workspace is one. */
export async function groups(
  reader: LogReader,
  filter: LogFilter,
  by: GroupBy,
  page: { readonly offset: number; readonly size: number },
): ReturnType<Analytics['groups']> {
  const source = await factSource(reader, filter);
  if (source === undefined || source.wanted.nothing) return { total: 0, groups: [] };
  const value = sql`cast(d.${sql.ref(COLUMNS[by])} as text)`;
  const facts = sql`from (${counted(source.facts('week'), value)}) c where ${by === 'workspace' ? sql`1 = 1` : sql`c.value <> ''`}`;
  const summing = rowsOf(
    reader,
    sql<Row>`select c.value, max(c.last_at) as "lastSeen", count(*) over () as groups, ${SUMMED} ${facts}
      group by c.value order by "requests" desc, value limit ${page.size} offset ${page.offset}`,
  );
  // PostgreSQL works on both at once. SQLite would do it one after the other, and may be spared most of the second.
  const meanwhile = reader.engine === 'postgres';
  const wanted = summing.then((rows) => wantedOf(reader, value, rows));
  const [rows, latencies] = await Promise.all([
    summing,
    latenciesBy<string>(reader, source, { key: value, of: 'dims', widest: 'week', wanted, meanwhile }),
  ]);
  return {
    total: rows[0]?.groups ?? (page.offset === 0 ? 0 : await countOf(reader, sql`select count(distinct c.value) as n ${facts}`)),
    groups: rows.map((row) => ({ ...addedUp([row], latencies.of(row.value)), value: row.value, lastSeen: row.lastSeen })),
  };
}

/** The latencies of one page. */
const wantedOf = ({ engine }: LogReader, value: ReturnType<typeof sql>, rows: readonly Row[]): WantedLatencies => ({
  requests: rows.reduce((sum, row) => sum + row.requests, 0),
  only: isAnyOf(
    engine,
    value,
    rows.map((row) => row.value),
    'text',
  ),
});

async function countOf(reader: LogReader, statement: ReturnType<typeof sql>): Promise<number> {
  const [found] = await rowsOf(reader, statement as ReturnType<typeof sql<{ n: number }>>);
  return found?.n ?? 0;
}
