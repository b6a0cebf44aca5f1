import type { LogStore } from '../log-store.ts';
import type { LogEntry } from '../entry.ts';
import type { LogDatabase } from '../log-database.ts';
import { isStoreError } from '../../store-error.ts';
import type { DayTables } from '../day-tables.ts';
import { dayOfId } from '../time-of-id.ts';
import { blocksOf } from './blocks.ts';
import { Kinds } from './kinds.ts';
import type { KnownIds } from './known-ids.ts';
import { prepare } from './prepare.ts';
import { recordBatch } from './record-batch.ts';

/** How often it is tried to put in what others keep changing under our hands. */
const TRIES = 4;

/** What it works with. */
export interface AppendMeans {
  readonly days: DayTables;
  readonly ids: KnownIds;
  readonly textSearch: boolean;
}

/** `LogStore.append` on this database. */
export function appender(database: LogDatabase, { days, ids, textSearch }: AppendMeans): LogStore['append'] {
  const kinds = new Kinds();

  async function put(entries: readonly LogEntry[]): Promise<void> {
    const { blocks, slots } = await blocksOf(entries, dayOfId);
    const { records, ...common } = await prepare(entries, kinds);
    await days.ensure(entries.map(({ id }) => dayOfId(id)));
    const [dims, pairs] = [await ids.dims(common.dims), await ids.pairs(common.pairs)];
    await database.putIn(await recordBatch(records, { dims, pairs, blocks, slots }, { engine: database.engine, textSearch }));
  }

  return async (entries, recovered) => {
    let wanted = onceEach(entries);
    if (recovered) wanted = await unknownOf(wanted, database);
    for (let tries = 1; wanted.length > 0; tries++) {
      try {
        return await put(wanted);
      } catch (error) {
        if (tries >= TRIES) throw error;
        // Another process has swept away what was known, or one of these has been kept before.
        if (isStoreError(error, 'missing')) ids.forget();
        else if (isStoreError(error, 'conflict')) wanted = await unknownOf(wanted, database);
        else throw error;
      }
    }
  };
}

const onceEach = (entries: readonly LogEntry[]): readonly LogEntry[] => [
  ...new Map(entries.map((entry) => [entry.id.toLowerCase(), entry])).values(),
];

/** Those that are not kept yet. */
async function unknownOf(entries: readonly LogEntry[], { writing }: LogDatabase): Promise<readonly LogEntry[]> {
  const wanted = entries.map(({ id }) => id.toLowerCase());
  const known = new Set<string>();
  for (let at = 0; at < wanted.length; at += 500) {
    const found = await writing
      .selectFrom('log_requests')
      .select('id')
      .where('id', 'in', wanted.slice(at, at + 500))
      .execute();
    for (const { id } of found) known.add(id);
  }
  return entries.filter(({ id }) => !known.has(id.toLowerCase()));
}
