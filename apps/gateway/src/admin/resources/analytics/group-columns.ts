import Joi from 'joi';
import type { GroupNumbers } from '@sluice/contract';
import { refused } from '../../admin-fault.ts';
import { COST, COUNT, MEASURED, UNPRICED } from './graph.ts';

/** The members of a group that can be chosen. */
export const GROUP_NUMBERS: Readonly<Record<keyof GroupNumbers, Joi.Schema>> = {
  requests: COUNT,
  cost: COST,
  unpriced_requests: UNPRICED,
  total_tokens: COUNT,
  avg_tokens: MEASURED,
  avg_input_tokens: MEASURED,
  avg_output_tokens: MEASURED,
  avg_latency: MEASURED.description('Milliseconds'),
  p50_latency: MEASURED,
  p90_latency: MEASURED,
  p99_latency: MEASURED,
  success_rate: MEASURED.description('In percent'),
  error_count: COUNT,
  cache_hit_rate: MEASURED.description('In percent, of requests that asked the cache'),
  last_seen: Joi.string().isoDate().required(),
};

const NAMES = Object.keys(GROUP_NUMBERS);

/** @throws FaultError `invalid_request` for a column that there is none of. */
export function columnsNamed(text: string | undefined): readonly string[] {
  if (text === undefined || text.trim() === '') return NAMES;
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !NAMES.includes(name));
  if (unknown !== undefined)
    throw refused('invalid_request', `"columns" names "${unknown}": there are ${NAMES.join(', ')}`, 'columns', 'invalid_value');
  return names;
}
