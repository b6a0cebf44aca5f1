import { sql } from 'kysely';
import type { LogDatabase } from '../logs/log-database.ts';

/** A row of sums by what it stands for, rounded where dollars were added up in another order. */
type Summed = Readonly<Record<string, number | string>>;

const SPANS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** What the sums of a log say, and what its records come to by the engine's own adding up: two that have to be the same. */
export async function sumsAndRows(
  { reading }: LogDatabase,
  spans: readonly (keyof typeof SPANS)[] = ['minute', 'hour', 'day'],
): Promise<{ readonly sums: readonly Summed[]; readonly rows: readonly Summed[] }> {
  const said = await sql<Summed>`select span, at, dims, requests, input_tokens, output_tokens, cost, unpriced, saved, ms from log_sums
    where span in (${sql.join([...spans])})`.execute(reading);
  const counted: Summed[] = [];
  for (const span of spans) {
    const width = SPANS[span];
    const { rows } = await sql<Summed>`
      select ${sql.lit(span)} as span, at - at % ${sql.lit(width)} as at, dims, count(*) as requests,
        coalesce(sum(input_tokens), 0) as input_tokens, coalesce(sum(output_tokens), 0) as output_tokens, coalesce(sum(cost), 0) as cost,
        count(*) - count(cost) as unpriced, coalesce(sum(saved), 0) as saved, sum(ms) as ms
      from log_requests group by 1, 2, 3`.execute(reading);
    counted.push(...rows);
  }
  const saidOfPairs =
    await sql<Summed>`select span, at, pair, workspace, requests, errors, tokens, cost, unpriced from log_pair_sums`.execute(reading);
  for (const span of ['hour', 'day'] as const) {
    const { rows } = await sql<Summed>`
      select ${sql.lit(span)} as span, r.at - r.at % ${sql.lit(SPANS[span])} as at, rp.pair, d.workspace, count(*) as requests,
        sum(case when d.status >= 400 or d.fault <> '' then 1 else 0 end) as errors, coalesce(sum(r.input_tokens + r.output_tokens), 0) as tokens,
        coalesce(sum(r.cost), 0) as cost, count(*) - count(r.cost) as unpriced
      from log_request_pairs rp join log_requests r on r.id = rp.request join log_dims d on d.id = r.dims group by 1, 2, 3, 4`.execute(
      reading,
    );
    counted.push(...rows);
  }
  const latencies = await sql<Summed>`select span, at, dims, sum(requests) as requests from log_latencies
    where span in (${sql.join([...spans])}) group by 1, 2, 3`.execute(reading);
  const ofWorkspaces = await sql<Summed>`select span, at, workspace, bucket, requests from log_workspace_latencies`.execute(reading);
  counted.push(...(await latenciesOfWorkspaces(reading)));
  const wanted = said.rows.map(({ span, at, dims, requests }) => ({ span: span!, at: at!, dims: dims!, requests: requests! }));
  return {
    sums: [...said.rows, ...saidOfPairs.rows, ...latencies.rows, ...ofWorkspaces.rows].map(rounded).toSorted(byText),
    rows: [...counted, ...wanted].map(rounded).toSorted(byText),
  };
}

/** The bucket of each record is worked out here, as no engine knows logarithms. */
async function latenciesOfWorkspaces(reading: LogDatabase['reading']): Promise<readonly Summed[]> {
  const { rows } = await sql<{ at: number; ms: number; workspace: string }>`
    select r.at, r.ms, d.workspace from log_requests r join log_dims d on d.id = r.dims`.execute(reading);
  const counts = new Map<string, { span: string; at: number; workspace: string; bucket: number; requests: number }>();
  for (const { at, ms, workspace } of rows)
    for (const span of ['hour', 'day'] as const) {
      const key = { span, at: at - (at % SPANS[span]), workspace, bucket: Math.max(0, Math.min(79, Math.floor(4 * Math.log2(ms)))) };
      const counted = counts.get(JSON.stringify(key)) ?? { ...key, requests: 0 };
      counts.set(JSON.stringify(key), { ...counted, requests: counted.requests + 1 });
    }
  return [...counts.values()];
}

const rounded = (row: Summed): Summed =>
  Object.fromEntries(
    Object.entries(row)
      .map(([name, value]) => [name, typeof value === 'number' ? Math.round(value * 1e6) / 1e6 + 0 : value] as const)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );

const byText = (one: Summed, other: Summed) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
