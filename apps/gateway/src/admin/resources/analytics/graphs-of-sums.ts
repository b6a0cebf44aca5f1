import type { Sums } from '@sluice/store/logs';
import { COST, COUNT, even, MEASURED, stamped, UNPRICED, type DeclaredGraph, type Drawn } from './graph.ts';
import { averageOf, centsOf, latencyOf, meanCentsOf, rateOf, tokensOf } from './numbers.ts';
import type { Question } from './question.ts';

type Members = Readonly<Record<string, unknown>>;

/** Draws what the sums of each stretch say, and those of all together. */
const drawn =
  (of: (sums: Sums) => Members) =>
  async ({ analytics, filter }: Question): Promise<Drawn> => {
    const { points, total } = await analytics.graph(filter);
    return { summary: of(total), points: points.map((point) => stamped(point.at, of(point))) };
  };

/** Graphs of what is summed up for every stretch. Wire spec §19. */
export const GRAPHS_OF_SUMS: readonly DeclaredGraph[] = [
  {
    name: 'requests',
    shows: 'How many requests there were',
    ...even({ total: COUNT }),
    draw: drawn(({ requests }) => ({ total: requests })),
  },
  {
    name: 'cost',
    shows: 'What requests cost',
    ...even({ total: COST, avg: MEASURED.description('US cents a request whose cost is known'), unpriced_requests: UNPRICED }),
    draw: drawn((sums) => ({ total: centsOf(sums), avg: meanCentsOf(sums), unpriced_requests: sums.unpriced })),
  },
  {
    name: 'latency',
    shows: 'How long requests took, in milliseconds',
    ...even({ avg: MEASURED, p50: MEASURED, p90: MEASURED, p99: MEASURED }),
    draw: drawn((sums) => ({ ...latencyOf(sums) })),
  },
  {
    name: 'tokens',
    shows: 'How many tokens were used, in and out',
    ...even({ total: COUNT, avg: MEASURED.description('Tokens a request') }),
    draw: drawn((sums) => ({ total: tokensOf(sums), ...averageOf(tokensOf(sums), sums.requests) })),
  },
  {
    name: 'errors',
    shows: 'How many requests failed: with a status of 400 and above, or by a fault behind one below',
    ...even({ total: COUNT }),
    draw: drawn(({ errors }) => ({ total: errors })),
  },
  {
    name: 'errors/rate',
    also: ['errors-rate'],
    shows: 'How many of a hundred requests failed',
    ...even({ rate: MEASURED.description('In percent') }),
    draw: drawn(({ errors, requests }) => ({ ...rateOf(errors, requests) })),
  },
];
