import { sql } from 'kysely';
import type { LogDatabase } from '../logs/log-database.ts';
import type { Span } from '../logs/log-store.ts';

/** A row of sums by what it stands for, rounded where dollars were added up in another order. */
type Summed = Readonly<Record<string, number | string>>;

const WIDTHS = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const satisfies Record<Span, number>;
const ALL = Object.keys(WIDTHS) as readonly Span[];

/** What the sums of a log say, and what its records come to by the engine's own adding up: two that have to be the same. */
export async function sumsAndRows(
  { reading }: LogDatabase,
  spans: readonly Span[] = ALL,
): Promise<{ readonly sums: readonly Summed[]; readonly rows: readonly Summed[] }> {
  const kept = sql`span in (${sql.join([...spans])})`;
  const said = [
    sql<Summed>`select 'sums' as of, span, at, dims, requests, input_tokens, output_tokens, cost, unpriced, saved, ms from log_sums where ${kept}`,
    sql<Summed>`select 'latencies' as of, span, at, dims, bucket, requests from log_latencies where ${kept}`,
    sql<Summed>`select 'workspace sums' as of, s.* from log_workspace_sums s where ${kept}`,
    sql<Summed>`select 'workspace latencies' as of, s.* from log_workspace_latencies s where ${kept}`,
    sql<Summed>`select 'pairs' as of, span, at, pair, workspace, requests, errors, tokens, cost, unpriced from log_pair_sums where ${kept}`,
  ];
  const found: Summed[] = [];
  for (const statement of said) found.push(...(await statement.execute(reading)).rows);
  const counted: Summed[] = [];
  for (const span of spans)
    for (const statement of countedBy(span)) counted.push(...(await statement.execute(reading)).rows.map((row) => ({ ...row, span })));
  return {
    sums: found.map(rounded).toSorted(byText),
    rows: [...counted, ...(await latenciesOf(reading, spans))].map(rounded).toSorted(byText),
  };
}

/** Of records, and so that their columns are called as those of sums. */
function countedBy(span: Span) {
  const at = sql`r.at - r.at % ${sql.lit(WIDTHS[span])} as at`;
  const tokens = sql`coalesce(sum(r.input_tokens), 0) as input_tokens, coalesce(sum(r.output_tokens), 0) as output_tokens`;
  const cost = sql`coalesce(sum(r.cost), 0) as cost, count(*) - count(r.cost) as unpriced`;
  const errors = sql`sum(case when d.status >= 400 or d.fault <> '' then 1 else 0 end) as errors`;
  const ofDims = sql<Summed>`
    select 'sums' as of, ${at}, r.dims, count(*) as requests, ${tokens}, ${cost}, coalesce(sum(r.saved), 0) as saved, sum(r.ms) as ms
    from log_requests r group by 2, 3`;
  const ofWorkspaces = sql<Summed>`
    select 'workspace sums' as of, ${at}, d.workspace, d.cache, count(*) as requests, ${errors}, sum(d.aborted) as aborted,
      sum(d.rescued) as rescued, ${tokens}, ${cost}, coalesce(sum(r.saved), 0) as saved, sum(r.ms) as ms
    from log_requests r join log_dims d on d.id = r.dims group by 2, 3, 4`;
  const ofPairs = sql<Summed>`
    select 'pairs' as of, ${at}, rp.pair, d.workspace, count(*) as requests, ${errors},
      coalesce(sum(r.input_tokens + r.output_tokens), 0) as tokens, ${cost}
    from log_request_pairs rp join log_requests r on r.id = rp.request join log_dims d on d.id = r.dims group by 2, 3, 4`;
  return span === 'minute' ? [ofDims] : [ofDims, ofWorkspaces, ofPairs];
}

/** The bucket of each record is worked out here, as no engine knows logarithms. */
async function latenciesOf(reading: LogDatabase['reading'], spans: readonly Span[]): Promise<readonly Summed[]> {
  const { rows } = await sql<{ at: number; ms: number; dims: number; workspace: string; cache: string }>`
    select r.at, r.ms, r.dims, d.workspace, d.cache from log_requests r join log_dims d on d.id = r.dims`.execute(reading);
  const counts = new Map<string, number>();
  const count = (key: Summed) => counts.set(JSON.stringify(key), (counts.get(JSON.stringify(key)) ?? 0) + 1);
  for (const { at, ms, dims, workspace, cache } of rows)
    for (const span of spans) {
      const stretch = { span, at: at - (at % WIDTHS[span]), bucket: Math.max(0, Math.min(79, Math.floor(4 * Math.log2(ms)))) };
      count({ of: 'latencies', ...stretch, dims });
      if (span !== 'minute') count({ of: 'workspace latencies', ...stretch, workspace, cache });
    }
  return [...counts].map(([key, requests]) => ({ ...(JSON.parse(key) as Summed), requests }));
}

const rounded = (row: Summed): Summed =>
  Object.fromEntries(
    Object.entries(row)
      .map(([name, value]) => [name, typeof value === 'number' ? Math.round(value * 1e6) / 1e6 + 0 : value] as const)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );

const byText = (one: Summed, other: Summed) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
