import type { LogStore, Retention, Swept } from '../log-store.ts';
import type { LogDatabase } from '../log-database.ts';
import { firstIdAt } from '../time-of-id.ts';
import { isStoreError } from '../../store-error.ts';
import type { KnownIds } from '../write/known-ids.ts';
import { forget, leaving, pairsOf } from './forget.ts';
import { deleteFeedback } from './old-feedback.ts';
import { deleteSums } from './old-sums.ts';
import { dropOldestDay } from './old-days.ts';
import { giveBack, roomIn } from './sqlite-room.ts';
import { deleteUnused, START, type Walk } from './unused.ts';

/**
 * So long a step takes, in milliseconds, where nothing else is done: whoever writes waits for it, and on a busy machine it takes
 * several times that. What a record takes depends on its metadata and on the disk.
 */
const STEP_MS = 10;

/** Records that one step takes away, by how long the last one took. */
const FIRST_STEP = 50;
const LEAST_STEP = 10;
const MOST_STEP = 500;

/** Sums of minutes are kept so long, in milliseconds. */
const MINUTES_KEPT = 2 * 86_400_000;

/** Fewer are left for what comes: 4 MB. */
const FREE_PAGES = 1_000;

const NOTHING: Swept = { records: 0, more: false };
const MORE: Swept = { records: 0, more: true };

/** `LogStore.sweep` of this database. */
export function sweeper(database: LogDatabase, ids: KnownIds): LogStore['sweep'] {
  const { engine, writing } = database;
  /** Undefined: nothing has gone since the last walk. */
  let walk: Walk | undefined = START;
  let step = FIRST_STEP;

  /** The oldest, as far as they are older than this. */
  async function forgetOldest(before: string | undefined): Promise<number> {
    const wanted = leaving(database).limit(step);
    const rows = await (before === undefined ? wanted : wanted.where('r.id', '<', before)).execute();
    if (rows.length === 0) return 0;
    const pairs = await pairsOf(ids, rows);
    const began = performance.now();
    await forget(database, rows, pairs);
    step = nextStep(rows.length, performance.now() - began);
    return rows.length;
  }

  async function sweepRecords({ maxAgeMs, maxBytes }: Retention, now: number): Promise<Swept> {
    const before = maxAgeMs === undefined ? undefined : now - maxAgeMs;
    if (engine === 'postgres') return dropOldestDay(database, { before, maxBytes, forgetOldest });
    const aged = before === undefined ? 0 : await forgetOldest(firstIdAt(before));
    if (aged > 0) return { records: aged, more: true };
    const { usedBytes, freePages } = await roomIn(writing);
    if (freePages > FREE_PAGES) {
      await giveBack(writing);
      return MORE;
    }
    if (maxBytes === undefined || usedBytes <= maxBytes) return NOTHING;
    const records = await forgetOldest(undefined);
    return { records, more: records > 0 };
  }

  async function sweepTheRest({ maxAgeMs }: Retention, now: number): Promise<Swept> {
    if ((await deleteSums(writing, { spans: ['minute'], from: Number.MIN_SAFE_INTEGER, to: now - MINUTES_KEPT })) > 0) return MORE;
    if (maxAgeMs !== undefined && (await deleteFeedback(writing, now - maxAgeMs)) > 0) return MORE;
    const before = walk;
    if (before !== undefined) walk = await deleteUnused(writing, engine, before);
    // Where it is no farther than it was, records are being put in: it goes on next time.
    return walk === undefined || walk === before ? NOTHING : MORE;
  }

  return async (retention, now) => {
    try {
      const swept = await sweepRecords(retention, now);
      if (swept.records > 0) walk = START;
      return swept.more ? swept : await sweepTheRest(retention, now);
    } catch (error) {
      if (!isStoreError(error, 'missing')) throw error;
      // Another process sweeps too, and was quicker.
      return MORE;
    }
  };
}

/** Records of the next step, after one with so many that took so long: slower at once, faster by and by. */
export const nextStep = (records: number, ms: number): number =>
  Math.max(LEAST_STEP, Math.min(MOST_STEP, Math.ceil(records * Math.min(1.5, STEP_MS / Math.max(ms, 0.1)))));
