import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Engine } from '../../database.ts';
import { mayReferTo } from './tidying.ts';
import type { LogDims, LogSchema } from '../schema.ts';

/** Of each kind; those that were needed last stay. */
const KEPT = 50_000;

/** A metadata name and a value, as they stand in `log_pairs`. */
export interface Pair {
  readonly name: string;
  readonly value: string;
}

/** Ids of what many records have in common, by what it says. Unknown ones are made on the way. */
export interface KnownIds {
  dims(wanted: ReadonlyMap<string, LogDims>): Promise<ReadonlyMap<string, number>>;
  pairs(wanted: ReadonlyMap<string, Pair>): Promise<ReadonlyMap<string, number>>;
  /** What is known may be wrong: another process has tidied up. */
  forget(): void;
}

/** Under which key a map has it: all of it, so no two are taken for one another. */
export const dimsKey = (dims: LogDims): string => Object.values(dims).join('\u0001');
export const pairKey = ({ name, value }: Pair): string => `${name}\u0001${value}`;

/** Of this database, remembered. */
export function knownIds(writing: Kysely<LogSchema>, engine: Engine): KnownIds {
  const kept = { dims: new Map<string, number>(), pairs: new Map<string, number>() };

  return {
    dims: async (wanted) => resolve(kept.dims, wanted, (unknown) => makeDims(writing, engine, unknown)),
    pairs: async (wanted) => resolve(kept.pairs, wanted, (unknown) => makePairs(writing, engine, unknown)),
    forget: () => {
      kept.dims.clear();
      kept.pairs.clear();
    },
  };
}

async function resolve<T>(
  kept: Map<string, number>,
  wanted: ReadonlyMap<string, T>,
  make: (unknown: ReadonlyMap<string, T>) => Promise<ReadonlyMap<string, number>>,
): Promise<ReadonlyMap<string, number>> {
  const unknown = new Map([...wanted].filter(([key]) => !kept.has(key)));
  const made = unknown.size === 0 ? new Map<string, number>() : await make(unknown);
  const found = new Map<string, number>();
  for (const key of wanted.keys()) {
    const id = kept.get(key) ?? made.get(key);
    if (id === undefined) throw new Error('the database has not kept what was put in just now');
    found.set(key, id);
    // Behind all others, so that what nobody needs comes to the front.
    kept.delete(key);
    kept.set(key, id);
  }
  for (const key of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(key);
  }
  return found;
}

async function makeDims(
  writing: Kysely<LogSchema>,
  engine: Engine,
  unknown: ReadonlyMap<string, LogDims>,
): Promise<ReadonlyMap<string, number>> {
  const keys = new Map([...unknown.keys()].map((key) => [createHash('sha256').update(key).digest('base64url'), key]));
  const rows = [...keys].map(([hash, key]) => ({ hash, ...unknown.get(key)! })).toSorted(byText(({ hash }) => hash));
  return writing.transaction().execute(async (tx) => {
    if (engine === 'postgres') await mayReferTo(tx);
    for (const some of portions(rows))
      await tx
        .insertInto('log_dims')

        // The database gives them their ids.
        .values(some as never)
        .onConflict((conflict) => conflict.column('hash').doNothing())
        .execute();
    const ids = new Map<string, number>();
    for (const some of portions(rows)) {
      const found = await tx
        .selectFrom('log_dims')
        .select(['id', 'hash'])
        .where(
          'hash',
          'in',
          some.map(({ hash }) => hash),
        )
        .execute();
      for (const { id, hash } of found) ids.set(keys.get(hash)!, id);
    }
    return ids;
  });
}

async function makePairs(
  writing: Kysely<LogSchema>,
  engine: Engine,
  unknown: ReadonlyMap<string, Pair>,
): Promise<ReadonlyMap<string, number>> {
  const rows = [...unknown.values()].map(({ name, value }) => ({ name, value })).toSorted(byText(pairKey));
  return writing.transaction().execute(async (tx) => {
    if (engine === 'postgres') await mayReferTo(tx);
    for (const some of portions(rows))
      await tx
        .insertInto('log_pairs')

        // The database gives them their ids.
        .values(some as never)
        .onConflict((conflict) => conflict.columns(['name', 'value']).doNothing())
        .execute();
    const ids = new Map<string, number>();
    for (const some of portions(rows)) {
      const wanted = sql.join(some.map(({ name, value }) => sql`(${name}, ${value})`));
      const { rows: found } = await sql<Pair & { id: number }>`
        select id, name, value from log_pairs where (name, value) in (${engine === 'sqlite' ? sql`values ${wanted}` : wanted})`.execute(tx);
      for (const { id, ...pair } of found) ids.set(pairKey(pair), id);
    }
    return ids;
  });
}

/** In the same order in all processes, so that two never wait for each other. */
const byText =
  <T>(text: (thing: T) => string) =>
  (one: T, other: T): number =>
    text(one) < text(other) ? -1 : 1;

/** Few enough that their parameters fit in a statement. */
function portions<T>(rows: readonly T[], size = 500): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, number) => rows.slice(number * size, (number + 1) * size));
}
