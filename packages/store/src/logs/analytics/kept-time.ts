import { sql } from 'kysely';
import { timeOfId } from '../read/record-id.ts';
import { rowsOf, type LogReader } from '../read/reader.ts';
import type { Time } from './pieces.ts';

/** From when to when there are records; undefined where there are none. */
export async function keptTime(reader: LogReader): Promise<Time | undefined> {
  const end = (order: 'asc' | 'desc') =>
    rowsOf(reader, sql<{ id: string }>`select r.id from log_requests r order by r.id ${sql.raw(order)} limit 1`);
  const [[oldest], [newest]] = await Promise.all([end('asc'), end('desc')]);
  return oldest && newest && { from: timeOfId(oldest.id), to: timeOfId(newest.id) + 1 };
}
