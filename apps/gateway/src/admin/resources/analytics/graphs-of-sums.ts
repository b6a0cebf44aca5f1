import Joi from 'joi';
import type { Sums } from '@sluice/store/logs';
import { COUNT, even, MEASURED, stamped, type DeclaredGraph, type Drawn } from './graph.ts';
import { averageOf, centsIn, latencyOf, meanCentsOf, rateOf, tokensOf } from './numbers.ts';
import type { Question } from './question.ts';

type Members = Readonly<Record<string, unknown>>;

/** Draws what the sums of each stretch say, and those of all together. */
const drawn =
  (of: (sums: Sums) => Members) =>
  async ({ analytics, filter }: Question): Promise<Drawn> => {
    const { points, total } = await analytics.graph(filter);
    return { summary: of(total), points: points.map((point) => stamped(point.at, of(point))) };
  };

const CENTS = Joi.number().min(0).required().description('US cents, of requests whose cost is known');

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
    ...even({ total: CENTS, avg: MEASURED.description('US cents a request whose cost is known') }),
    draw: drawn((sums) => ({ total: centsIn(sums.cost), avg: meanCentsOf(sums) })),
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
    shows: 'How many requests failed',
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
