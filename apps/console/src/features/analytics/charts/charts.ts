import type { AnalyticsQuery } from '@sluice/contract';
import { ask, type Address, type Asked, type Reply } from '../../../api/ask.ts';
import { countOf, moneyOf, shortOf } from '../../../ui/words-for-numbers.ts';
import { durationOf } from '../../../ui/words-for-time.ts';

/** Values over time, and what they come to. */
export interface Series {
  /** Milliseconds since the epoch. */
  readonly times: readonly number[];
  readonly lines: readonly { readonly label: string; readonly values: readonly (number | null)[]; readonly filled?: boolean }[];
  /** Of the whole stretch. */
  readonly total: number | null;
  /** What has to be known with it. */
  readonly note?: string;
}

/** One chart of the page. */
export interface ChartKind {
  readonly id: string;
  readonly title: string;
  /** What the number over the chart is. */
  readonly totalOf: string;
  readonly format: (value: number) => string;
  /** More of it than before is good news, bad news, or neither. */
  readonly more: 'good' | 'bad' | 'neither';
  readonly read: (query: AnalyticsQuery, signal: AbortSignal) => Promise<Series>;
}

type GraphAddress = Extract<Address, `GET /v1/analytics/graphs/${string}`>;
type PointOf<A extends GraphAddress> = Reply<A> extends { readonly data_points: readonly (infer Point)[] } ? Point : never;

interface Reading<A extends GraphAddress> {
  readonly lines: readonly { readonly label: string; readonly of: (point: PointOf<A>) => number | null; readonly filled?: boolean }[];
  readonly total: (reply: Reply<A>) => number | null;
  readonly note?: (reply: Reply<A>) => string | undefined;
}

/** How one address of graphs is read. */
const graph =
  <A extends GraphAddress>(address: A, { lines, total, note }: Reading<A>): ChartKind['read'] =>
  async (query, signal) => {
    const reply = await ask(address, { query } as unknown as Asked<A>, signal);
    const points = (reply as { readonly data_points: readonly (PointOf<A> & { readonly timestamp: string })[] }).data_points;
    const said = note?.(reply);
    return {
      times: points.map(({ timestamp }) => Date.parse(timestamp)),
      lines: lines.map(({ label, of, filled }) => ({ label, values: points.map(of), ...(filled && { filled }) })),
      total: total(reply),
      ...(said !== undefined && { note: said }),
    };
  };

const percent = (value: number) => `${value.toFixed(value > 0 && value < 10 ? 2 : 1)} %`;

/** All of the page's charts, in their order. */
export const CHARTS: readonly ChartKind[] = [
  {
    id: 'requests',
    title: 'Requests',
    totalOf: 'in all',
    format: shortOf,
    more: 'neither',
    read: graph('GET /v1/analytics/graphs/requests', {
      lines: [{ label: 'requests', of: ({ total }) => total, filled: true }],
      total: ({ summary }) => summary.total,
    }),
  },
  {
    id: 'errors',
    title: 'Error rate',
    totalOf: 'of all requests',
    format: percent,
    more: 'bad',
    read: graph('GET /v1/analytics/graphs/errors/rate', {
      lines: [{ label: 'failed', of: ({ rate }) => rate, filled: true }],
      total: ({ summary }) => summary.rate,
    }),
  },
  {
    id: 'latency',
    title: 'Latency',
    totalOf: 'median',
    format: durationOf,
    more: 'bad',
    read: graph('GET /v1/analytics/graphs/latency', {
      lines: [
        { label: 'p50', of: ({ p50 }) => p50 },
        { label: 'p90', of: ({ p90 }) => p90 },
        { label: 'p99', of: ({ p99 }) => p99 },
      ],
      total: ({ summary }) => summary.p50,
      note: ({ summary: { p90, p99 } }) => (p90 === null || p99 === null ? undefined : `p90 ${durationOf(p90)}, p99 ${durationOf(p99)}`),
    }),
  },
  {
    id: 'cost',
    title: 'Cost',
    totalOf: 'in all',
    format: moneyOf,
    more: 'bad',
    read: graph('GET /v1/analytics/graphs/cost', {
      lines: [{ label: 'cost', of: ({ total }) => total, filled: true }],
      total: ({ summary }) => summary.total,
      note: ({ summary }) =>
        summary.unpriced_requests === 0 ? undefined : `Without ${countOf(summary.unpriced_requests)} requests whose cost nobody knows`,
    }),
  },
  {
    id: 'tokens',
    title: 'Tokens',
    totalOf: 'in and out',
    format: shortOf,
    more: 'neither',
    read: graph('GET /v1/analytics/graphs/tokens', {
      lines: [{ label: 'tokens', of: ({ total }) => total, filled: true }],
      total: ({ summary }) => summary.total,
    }),
  },
  {
    id: 'cache',
    title: 'Cache',
    totalOf: 'of requests that asked it',
    format: percent,
    more: 'good',
    read: graph('GET /v1/analytics/graphs/cache/hit-rate', {
      lines: [{ label: 'hits', of: ({ rate }) => rate, filled: true }],
      total: ({ summary }) => summary.rate,
      note: ({ data_points }) => {
        const last = data_points.at(-1);
        const saved = (last?.cumulative_simple_cache_savings ?? 0) + (last?.cumulative_semantic_cache_savings ?? 0);
        return saved === 0 ? undefined : `${moneyOf(saved)} saved`;
      },
    }),
  },
  {
    id: 'rescued',
    title: 'Rescued requests',
    totalOf: 'by another try or target',
    format: shortOf,
    more: 'neither',
    read: graph('GET /v1/analytics/graphs/requests/rescued', {
      lines: [
        { label: 'by another try', of: ({ retry }) => retry.reduce((sum, { count }) => sum + count, 0) },
        { label: 'by another target', of: ({ fallback }) => fallback },
      ],
      total: ({ summary }) => summary.retry + summary.fallback,
    }),
  },
  {
    id: 'users',
    title: 'Users',
    totalOf: 'different ones',
    format: shortOf,
    more: 'good',
    read: graph('GET /v1/analytics/graphs/users', {
      lines: [{ label: 'users', of: ({ total }) => total, filled: true }],
      total: ({ summary }) => summary.total,
    }),
  },
  {
    id: 'feedback',
    title: 'Feedback',
    totalOf: 'mean, −10 to 10',
    format: (value) => value.toFixed(2),
    more: 'good',
    read: graph('GET /v1/analytics/graphs/feedbacks/weighted', {
      lines: [{ label: 'mean', of: ({ avg }) => avg }],
      total: ({ summary }) => summary.avg,
    }),
  },
];
