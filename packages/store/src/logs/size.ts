import { sql } from 'kysely';
import { statSync } from 'node:fs';
import type { LogDatabase } from './log-database.ts';

/** Bytes of the log on disk. */
export async function bytesOf({ file, reading }: LogDatabase): Promise<number> {
  if (file !== undefined)
    return [file, `${file}-wal`].reduce((sum, each) => sum + (statSync(each, { throwIfNoEntry: false })?.size ?? 0), 0);
  const { rows } = await sql<{ bytes: number | null }>`
    select sum(pg_total_relation_size(oid)) as bytes from pg_class
      where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname like 'log\\_%'`.execute(reading);
  return rows[0]?.bytes ?? 0;
}
