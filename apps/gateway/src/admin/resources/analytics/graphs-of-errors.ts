import Joi from 'joi';
import { COUNT, stamped, TIMESTAMP, type DeclaredGraph } from './graph.ts';
import type { Question } from './question.ts';

const STATUS = Joi.number().integer().required();

/** A reply that broke off has the status that it began with: that is no status of an error. */
const isError = ([status]: readonly [number, number]) => status >= 400;

async function errorsByStatus({ analytics, filter }: Question) {
  const { points } = await analytics.counts({ ...filter, success: false }, 'status');
  return points.map(({ at, counts }) => ({ at, counts: [...counts].filter(isError).toSorted(([left], [right]) => left - right) }));
}

const summed = (counts: readonly (readonly [number, number])[]) => counts.reduce((sum, [, count]) => sum + count, 0);

/** Graphs of what came of requests that did not go well at once. Wire spec §19. */
export const GRAPHS_OF_ERRORS: readonly DeclaredGraph[] = [
  {
    name: 'errors/stacks',
    also: ['errors-stack'],
    shows: 'How many requests failed with which status',
    summary: { total: COUNT },
    point: {
      ...TIMESTAMP,
      stats: Joi.array()
        .items(Joi.object({ response_status_code: STATUS, count: COUNT }))
        .required(),
    },
    async draw(question) {
      const points = await errorsByStatus(question);
      return {
        summary: { total: summed(points.flatMap(({ counts }) => counts)) },
        points: points.map(({ at, counts }) =>
          stamped(at, { stats: counts.map(([status, count]) => ({ response_status_code: status, count })) }),
        ),
      };
    },
  },
  {
    name: 'errors/status-codes',
    also: ['errors-status-code'],
    shows: 'How many requests failed with which status, in the whole time',
    summary: { total_errors: COUNT, unique_error_codes: COUNT },
    point: { status_code: STATUS, count: COUNT },
    async draw(question) {
      const all = new Map<number, number>();
      for (const { counts } of await errorsByStatus(question))
        for (const [status, count] of counts) all.set(status, (all.get(status) ?? 0) + count);
      const counts = [...all].toSorted(([, left], [, right]) => right - left);
      return {
        summary: { total_errors: summed(counts), unique_error_codes: counts.length },
        points: counts.map(([status, count]) => ({ status_code: status, count })),
      };
    },
  },
  {
    name: 'requests/rescued',
    also: ['requests-rescued'],
    shows: 'How many requests went well after all, by another try or by another target',
    summary: { retry: COUNT, fallback: COUNT },
    point: {
      ...TIMESTAMP,
      retry: Joi.array()
        .items(Joi.object({ retry_success_count: COUNT.description('After so many more tries'), count: COUNT }))
        .required(),
      fallback: COUNT,
    },
    async draw({ analytics, filter }) {
      const [retried, graph] = await Promise.all([
        analytics.counts({ ...filter, success: true, retries: within(filter.retries) }, 'retries'),
        analytics.graph({ ...filter, success: true, rescued: true }),
      ]);
      const byTime = new Map(retried.points.map(({ at, counts }) => [at, [...counts].toSorted(([left], [right]) => left - right)]));
      return {
        summary: { retry: summed([...byTime.values()].flat()), fallback: graph.total.requests },
        points: graph.points.map(({ at, requests }) =>
          stamped(at, {
            retry: (byTime.get(at) ?? []).map(([retries, count]) => ({ retry_success_count: retries, count })),
            fallback: requests,
          }),
        ),
      };
    },
  },
];

/** At least one more try, and whatever else is asked of them. */
const within = (asked: Question['filter']['retries']) => ({ ...asked, min: Math.max(1, asked?.min ?? 1) });
