import type { Both, ShadowReport } from '@sluice/contract';
import type { ComparedStep } from '../../../comparison/compared-step.ts';
import { judgementOf, spreadOf } from './spread.ts';

type OfPairs = Pick<
  ShadowReport,
  | 'pairs'
  | 'cost_difference'
  | 'latency_difference'
  | 'first_token_difference'
  | 'statuses'
  | 'text_equal'
  | 'tool_calls_equal'
  | 'schema_valid'
>;

/** What pairs of requests and copies come to. */
export const reportOfPairs = (pairs: readonly ComparedStep[]): OfPairs => ({
  pairs: pairs.length,
  cost_difference: spreadOf(pairs.map(({ cost }) => ({ original: inCents(cost.original), other: inCents(cost.other) }))),
  latency_difference: spreadOf(pairs.map(({ ms }) => ms)),
  first_token_difference: spreadOf(pairs.map(({ firstTokenMs }) => firstTokenMs)),
  statuses: statusesOf(pairs.map(({ status }) => status)),
  text_equal: judgementOf(pairs.map(({ sameText }) => sameText)),
  tool_calls_equal: judgementOf(pairs.map(({ sameTools }) => sameTools)),
  schema_valid: {
    original: judgementOf(pairs.map(({ fits }) => fits.original)),
    other: judgementOf(pairs.map(({ fits }) => fits.other)),
  },
});

const inCents = (dollars: number | null) => (dollars === null ? null : dollars * 100);

/** The most frequent first. */
function statusesOf(statuses: readonly Both<number>[]): OfPairs['statuses'] {
  const counts = new Map<string, Both<number> & { readonly pairs: number }>();
  for (const { original, other } of statuses) {
    const key = `${original} ${other}`;
    counts.set(key, { original, other, pairs: (counts.get(key)?.pairs ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((one, other) => other.pairs - one.pairs);
}
