import type { UsageLimit } from '@sluice/contract';
import { useAsk } from '../../api/queries.ts';
import { periodStart } from './period.ts';

/** Moments are rounded to it, so that the same question is not asked anew with every drawing. */
const GRAIN_MS = 60_000;

interface Since {
  readonly limit: UsageLimit;
  /** ISO 8601: when the thing was made. */
  readonly made: string;
  /** Which records are its own: `{ virtual_keys: 'groq-team' }`. */
  readonly of: { readonly virtual_keys: string } | { readonly api_key_ids: string };
}

/** What of a budget was used in the running period, by the log: US dollars or tokens; undefined until it is known. */
export function useUsedOf({ limit, made, of }: Since): number | undefined {
  const now = Math.ceil(Date.now() / GRAIN_MS) * GRAIN_MS;
  const query = {
    ...of,
    time_of_generation_min: new Date(periodStart(limit, Date.parse(made), now)).toISOString(),
    time_of_generation_max: new Date(now).toISOString(),
  };
  const cost = useAsk('GET /v1/analytics/graphs/cost', { query }, { enabled: limit.type === 'cost', keepLast: true });
  const tokens = useAsk('GET /v1/analytics/graphs/tokens', { query }, { enabled: limit.type === 'tokens', keepLast: true });
  if (limit.type === 'tokens') return tokens.data?.summary.total;
  return cost.data && (cost.data.summary.total ?? 0) / 100;
}
