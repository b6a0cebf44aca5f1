import Joi from 'joi';
import type { LogFilter, Sums } from '@sluice/store/logs';
import { COUNT, even, MEASURED, stamped, TIMESTAMP, type DeclaredGraph } from './graph.ts';
import { averageOf, centsIn, hitsOf, rateOf } from './numbers.ts';
import type { Question } from './question.ts';

const SAVED = Joi.number().required().description('US cents, of this stretch and all before it');

/** Those of a kind, where that is asked for anyway. */
export const ofCache = ({ cache, ...filter }: LogFilter, kind: string): LogFilter => ({
  ...filter,
  cache: cache === undefined || cache.includes(kind) ? [kind] : [],
});

/** What has been saved until the end of each stretch. */
async function savings({ analytics, filter }: Question, kind: string): Promise<ReadonlyMap<number, number>> {
  const { points } = await analytics.graph(ofCache(filter, kind));
  let sum = 0;
  return new Map(points.map(({ at, saved }) => [at, (sum += saved)]));
}

/** Graphs of the cache. Wire spec §19. */
export const GRAPHS_OF_CACHE: readonly DeclaredGraph[] = [
  {
    name: 'cache/hit-rate',
    also: ['cache-hit-rate'],
    shows: 'How many of a hundred requests that asked the cache were answered by it, and what that saved',
    summary: { total: COUNT.description('Answers from the cache'), rate: MEASURED.description('In percent') },
    point: {
      ...TIMESTAMP,
      simple_hits: COUNT,
      semantic_hits: COUNT,
      rate: MEASURED.description('In percent'),
      cumulative_simple_cache_savings: SAVED,
      cumulative_semantic_cache_savings: SAVED,
    },
    async draw(question) {
      const [{ points, total }, simple, semantic] = await Promise.all([
        question.analytics.graph(question.filter),
        savings(question, 'HIT'),
        savings(question, 'SEMANTIC HIT'),
      ]);
      return {
        summary: { total: hitsOf(total), ...hitRate(total) },
        points: points.map((point) =>
          stamped(point.at, {
            simple_hits: point.cacheHits,
            semantic_hits: point.semanticHits,
            ...hitRate(point),
            cumulative_simple_cache_savings: centsIn(simple.get(point.at) ?? 0),
            cumulative_semantic_cache_savings: centsIn(semantic.get(point.at) ?? 0),
          }),
        ),
      };
    },
  },
  {
    name: 'cache/latency',
    also: ['cache-latency'],
    shows: 'How long answers from the cache took, in milliseconds',
    ...even({ avg: MEASURED }),
    async draw({ analytics, filter }) {
      const { points, total } = await analytics.graph(filter);
      return { summary: latency(total), points: points.map((point) => stamped(point.at, latency(point))) };
    },
  },
];

const hitRate = (sums: Sums) => rateOf(hitsOf(sums), sums.cacheAsked);

const latency = (sums: Sums) => ({ ...averageOf(sums.cacheMs, hitsOf(sums)) });
