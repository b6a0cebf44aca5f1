import type { Engine } from '../../database.ts';
import type { TableLayout } from './row-batch.ts';

/** How records get into the tables that are not sums. */
export const REQUESTS: TableLayout = {
  name: 'log_requests',
  columns: {
    id: 'uuid',
    at: 'bigint',
    dims: 'bigint',
    trace: 'text',
    span: 'text',
    ms: 'float8',
    parse_ms: 'float8',
    plan_ms: 'float8',
    connect_ms: 'float8',
    first_byte_ms: 'float8',
    first_token_ms: 'float8',
    upstream_ms: 'float8',
    input_tokens: 'bigint',
    output_tokens: 'bigint',
    cost: 'float8',
    saved: 'float8',
    block: 'uuid',
    slot: 'bigint',
    detail: 'text',
  },
};

export const BLOCKS: TableLayout = { name: 'log_blocks', columns: { id: 'uuid', at: 'bigint', count: 'bigint', bytes: 'bytea' } };

/** How many of a block's records go. */
export const BLOCK_COUNTS: TableLayout = { name: 'log_blocks', columns: { id: 'uuid', count: 'bigint' }, key: 1, counted: 'count' };

export const REQUEST_PAIRS: TableLayout = { name: 'log_request_pairs', columns: { pair: 'bigint', request: 'uuid' } };

export const TRACES: TableLayout = { name: 'log_traces', columns: { trace: 'text', request: 'uuid' } };

export const TEXTS: Readonly<Record<Engine, TableLayout>> = {
  sqlite: { name: 'log_new_texts', columns: { request: 'uuid', words: 'words' } },
  postgres: { name: 'log_texts', columns: { request: 'uuid', words: 'words' } },
};
