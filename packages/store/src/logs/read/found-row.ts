import { sql } from 'kysely';
import type { LogRecord } from '../log-store.ts';
import { recordOf } from '../record-row.ts';
import type { LogDimsTable, LogRequestsTable } from '../schema.ts';
import { isAnyOf } from './any-of.ts';
import { rowsOf, type LogReader } from './reader.ts';

/** A row of `log_requests`. */
export type FoundRow = LogRequestsTable;

/** The records of these rows, in their order; of one whose `log_dims` are gone meanwhile there is none. */
export async function recordsOf(reader: LogReader, rows: readonly FoundRow[]): Promise<readonly LogRecord[]> {
  const ids = [...new Set(rows.map(({ dims }) => dims))];
  if (ids.length === 0) return [];
  const found = await rowsOf(
    reader,
    sql<LogDimsTable>`select d.* from log_dims d where ${isAnyOf(reader.engine, sql`d.id`, ids, 'bigint')}`,
  );
  const dims = new Map(found.map((each) => [each.id, each]));
  return rows.flatMap((row) => {
    const own = dims.get(row.dims);
    return own === undefined ? [] : [recordOf(row, own)];
  });
}
