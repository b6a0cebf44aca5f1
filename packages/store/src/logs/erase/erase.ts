import type { LogStore } from '../log-store.ts';
import type { LogDatabase } from '../log-database.ts';
import { searchedText } from '../plain-text.ts';
import { isStoreError } from '../../store-error.ts';
import { forget, leaving, metadataOf, pairsOf, type Leaving } from '../sweep/forget.ts';
import { deleteUnusedPairs } from '../sweep/unused.ts';
import type { KnownIds } from '../write/known-ids.ts';
import { blanked } from './blanked.ts';
import { eraseFeedbackOn, eraseFeedbackWith } from './erase-feedback.ts';
import { leaveNothing } from './leave-nothing.ts';

/** Records that one step takes away: their blocks are pressed anew. */
const STEP = 100;

/** How often a step is begun again because somebody else changed what it was to change. */
const TRIES = 10;

type Erased = Parameters<LogStore['erase']>[0];

/** `LogStore.erase` of this database. */
export function eraser(database: LogDatabase, ids: KnownIds): LogStore['erase'] {
  const { engine, writing } = database;

  /** The next few behind this one that are to go, and where to go on. */
  async function next(
    { workspaces, name, value }: Erased,
    after: string,
  ): Promise<{ readonly rows: readonly Leaving[]; readonly last: string | undefined }> {
    const found = await leaving(database)
      .innerJoin('log_request_pairs as rp', 'rp.request', 'r.id')
      .innerJoin('log_pairs as p', 'p.id', 'rp.pair')
      .where('p.name', '=', searchedText(name))
      .where('p.value', '=', searchedText(value))
      .where('rp.request', '>', after)
      .$if(workspaces !== 'all', (some) => some.where('d.workspace', 'in', workspaces as readonly string[]))
      .limit(STEP)
      .execute();
    // A long value stands in the index by its beginning only.
    return { rows: found.filter((row) => metadataOf(row)[name] === value), last: found.at(-1)?.id };
  }

  async function step(erased: Erased, after: string): Promise<{ readonly records: number; readonly last: string | undefined }> {
    for (let tries = 1; ; tries++) {
      const { rows, last } = await next(erased, after);
      if (rows.length === 0) return { records: 0, last };
      const pairs = await pairsOf(ids, rows);
      try {
        await forget(database, rows, pairs, await blanked(writing, rows));
        await eraseFeedbackOn(
          writing,
          rows.flatMap(({ id, trace }) => [id, trace ?? id]),
          erased.workspaces,
        );
        await writing.transaction().execute((tx) => deleteUnusedPairs(tx, engine, [...new Set(pairs.flat())]));
        return { records: rows.length, last };
      } catch (error) {
        if (tries >= TRIES || !isStoreError(error, 'missing')) throw error;
      }
    }
  }

  return async (erased) => {
    if (erased.workspaces !== 'all' && erased.workspaces.length === 0) return 0;
    let records = 0;
    for (let after: string | undefined = FIRST; after !== undefined;) {
      const { records: some, last } = await step(erased, after);
      records += some;
      after = last;
    }
    await eraseFeedbackWith(writing, erased);
    await leaveNothing(database);
    return records;
  };
}

const FIRST = '00000000-0000-0000-0000-000000000000';
