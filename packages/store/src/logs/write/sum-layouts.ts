import type { LogSchema } from '../schema.ts';
import type { TableLayout } from './row-batch.ts';

/** Of a table with sums. */
export interface SumLayout extends TableLayout {
  readonly name: keyof LogSchema;
}

/** How sums get into their tables. The key of each begins with the width of a stretch of time and its beginning. */
export const SUMS: SumLayout = {
  name: 'log_sums',
  columns: {
    span: 'text',
    at: 'bigint',
    dims: 'bigint',
    requests: 'bigint',
    input_tokens: 'bigint',
    output_tokens: 'bigint',
    cost: 'float8',
    unpriced: 'bigint',
    saved: 'float8',
    ms: 'float8',
    ms_squared: 'float8',
    most_ms: 'float8',
    most_tokens: 'float8',
    most_cost: 'float8',
    last_at: 'bigint',
  },
  key: 3,
  largest: ['most_ms', 'most_tokens', 'most_cost', 'last_at'],
};

export const LATENCIES: SumLayout = {
  name: 'log_latencies',
  columns: { span: 'text', at: 'bigint', dims: 'bigint', bucket: 'bigint', requests: 'bigint' },
  key: 4,
};

export const WORKSPACE_SUMS: SumLayout = {
  name: 'log_workspace_sums',
  columns: {
    span: 'text',
    at: 'bigint',
    workspace: 'text',
    cache: 'text',
    requests: 'bigint',
    errors: 'bigint',
    aborted: 'bigint',
    rescued: 'bigint',
    input_tokens: 'bigint',
    output_tokens: 'bigint',
    cost: 'float8',
    unpriced: 'bigint',
    saved: 'float8',
    ms: 'float8',
  },
  key: 4,
};

export const WORKSPACE_LATENCIES: SumLayout = {
  name: 'log_workspace_latencies',
  columns: { span: 'text', at: 'bigint', workspace: 'text', cache: 'text', bucket: 'bigint', requests: 'bigint' },
  key: 5,
};

export const PAIR_SUMS: SumLayout = {
  name: 'log_pair_sums',
  columns: {
    span: 'text',
    at: 'bigint',
    workspace: 'text',
    pair: 'bigint',
    requests: 'bigint',
    errors: 'bigint',
    tokens: 'bigint',
    cost: 'float8',
    unpriced: 'bigint',
    last_seen: 'bigint',
  },
  key: 4,
  largest: ['last_seen'],
};

export const SUM_TABLES: readonly SumLayout[] = [SUMS, LATENCIES, WORKSPACE_SUMS, WORKSPACE_LATENCIES, PAIR_SUMS];
