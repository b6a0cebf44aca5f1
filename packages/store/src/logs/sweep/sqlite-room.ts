import { sql, type Kysely } from 'kysely';
import type { LogSchema } from '../schema.ts';

/** Pages that one step gives back: some milliseconds' worth. */
const STEP = 500;

/** How SQLite's file is filled. */
export interface Room {
  readonly usedBytes: number;
  /** Pages with nothing in them. */
  readonly freePages: number;
}

/** As a writer sees it. */
export async function roomIn(writing: Kysely<LogSchema>): Promise<Room> {
  const pages = await pragma(writing, 'page_count');
  const freePages = await pragma(writing, 'freelist_count');
  return { usedBytes: (pages - freePages) * (await pragma(writing, 'page_size')), freePages };
}

/** Makes the file smaller by a few of the pages with nothing in them. */
export async function giveBack(writing: Kysely<LogSchema>): Promise<void> {
  await sql.raw(`pragma incremental_vacuum(${STEP})`).execute(writing);
}

async function pragma(db: Kysely<LogSchema>, name: string): Promise<number> {
  const { rows } = await sql<Record<string, number>>`pragma ${sql.raw(name)}`.execute(db);
  return Object.values(rows[0] ?? {})[0] ?? 0;
}
