import { sql } from 'kysely';
import type { LoggedBodies } from '../entry.ts';
import type { LogRequestsTable } from '../schema.ts';
import { unpressed } from '../write/blocks.ts';
import { isAnyOf } from './any-of.ts';
import { isRecordId } from './record-id.ts';
import { rowsOf, type LogReader } from './reader.ts';

type Place = Pick<LogRequestsTable, 'id' | 'block' | 'slot'>;

/** What was said in these records, in the order of the ids; undefined where nothing is kept. */
export async function bodies(reader: LogReader, ids: readonly string[]): Promise<readonly (LoggedBodies | undefined)[]> {
  const known = [...new Set(ids.filter(isRecordId))];
  if (known.length === 0) return ids.map(() => undefined);
  const places = await rowsOf(
    reader,
    sql<Place>`select r.id, r.block, r.slot from log_requests r where ${isAnyOf(reader.engine, sql`r.id`, known, 'uuid')} and r.block is not null`,
  );
  const blocks = await blocksOf(reader, [...new Set(places.flatMap(({ block }) => (block === null ? [] : [block])))]);
  const byId = new Map(places.map(({ id, block, slot }) => [id, blocks.get(block ?? '')?.[slot ?? -1] ?? undefined]));
  return ids.map((id) => byId.get(id));
}

async function blocksOf(reader: LogReader, ids: readonly string[]): Promise<ReadonlyMap<string, readonly (LoggedBodies | null)[]>> {
  if (ids.length === 0) return new Map();
  const found = await rowsOf(
    reader,
    sql<{ id: string; bytes: Uint8Array }>`select b.id, b.bytes from log_blocks b where ${isAnyOf(reader.engine, sql`b.id`, ids, 'uuid')}`,
  );
  const read = found.map(async ({ id, bytes }) => [id, await unpressed(bytes)] as const);
  return new Map(await Promise.all(read));
}
