import type { LogDatabase } from './log-database.ts';
import type { LogStore } from './log-store.ts';
import { detailOf, recordOf } from './record-row.ts';
import { isStoreError } from '../store-error.ts';
import { pairsOf } from './sweep/forget.ts';
import type { KnownIds } from './write/known-ids.ts';
import { repriced } from './write/summand.ts';
import { sumsOf } from './write/sums.ts';
import type { RowStatement } from './write/row-batch.ts';

/** Records that are worked on together. */
const STEP = 500;

/** `LogStore.reprice` of this database, which finds records as its `search` does. */
export function repricer(database: LogDatabase, ids: KnownIds, search: LogStore['search']): LogStore['reprice'] {
  const { writing } = database;

  /** Their rows as they are now. */
  async function rowsOf(wanted: readonly string[]) {
    const rows = await writing.selectFrom('log_requests').selectAll().where('id', 'in', wanted).orderBy('id').execute();
    const dims = await writing
      .selectFrom('log_dims')
      .selectAll()
      .where('id', 'in', [...new Set(rows.map((row) => row.dims))])
      .execute();
    const known = new Map(dims.map((each) => [each.id, each]));
    return rows.map((row) => ({ row, dims: known.get(row.dims)! }));
  }

  async function step(wanted: readonly string[], reprice: Parameters<LogStore['reprice']>[1]): Promise<number> {
    if (wanted.length === 0) return 0;
    const changed = (await rowsOf(wanted)).flatMap(({ row, dims }) => {
      const record = recordOf(row, dims);
      const now = reprice(record);
      if (now === 'same') return [];
      const detail = detailOf({ ...record, cost: now.cost, tries: now.tries }, dims);
      return now.cost === record.cost && detail === row.detail ? [] : [{ row, dims, cost: now.cost ?? null, detail }];
    });
    const pairs = await pairsOf(
      ids,
      changed.map(({ row }) => row),
    );
    await database.putIn({
      needed: { log_dims: [], log_pairs: [] },
      statements: [{ ...COSTS, values: changed.flatMap(({ row, cost, detail }) => [row.id, row.cost, row.detail, cost, detail]) }],
      inserts: sumsOf(
        changed.map(({ row, dims, cost }, number) => repriced(row, cost, { dims: dims.id, kind: dims, pairs: pairs[number] ?? [] })),
      ).map((rows) => ({ ...rows, change: true as const })),
    });
    return changed.length;
  }

  async function patiently(wanted: readonly string[], reprice: Parameters<LogStore['reprice']>[1]): Promise<number> {
    for (let tries = 1; ; tries++) {
      try {
        return await step(wanted, reprice);
      } catch (error) {
        // Some of them were swept away, or were changed by somebody else.
        if (tries >= TRIES || !isStoreError(error, 'missing')) throw error;
      }
    }
  }

  return async (filter, reprice, onProgress) => {
    let [seen, changed] = [0, 0];
    for (let after: string | undefined, begun = false; !begun || after !== undefined; begun = true) {
      const { records, next } = await search({ filter, size: STEP, ...(after === undefined ? {} : { after }) });
      changed += await patiently(
        records.map(({ id }) => id),
        reprice,
      );
      seen += records.length;
      onProgress?.(seen);
      after = next;
    }
    return { seen, changed };
  };
}

/** How often a step is begun again. */
const TRIES = 10;

const COSTS = {
  table: 'log_requests',
  where: { id: 'uuid' },
  was: { cost: 'float8', detail: 'text' },
  set: { cost: 'float8', detail: 'text' },
  all: true,
} satisfies Omit<RowStatement, 'values'>;
