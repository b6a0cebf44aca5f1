import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import type { ChangesSince } from '../store.ts';

/** The number of the last change. */
export async function currentSeq(db: Kysely<Schema>): Promise<number> {
  const { n } = await db.selectFrom('revision').select('n').where('id', '=', 1).executeTakeFirstOrThrow();
  return n;
}

/** What was changed after `seq`, read at one moment. */
export async function changesAfter(db: Kysely<Schema>, seq: number | undefined): Promise<ChangesSince> {
  const now = await currentSeq(db);
  if (seq === undefined || seq > now) return { seq: now, changes: 'all' };
  const rows = await db.selectFrom('changes').select(['kind', 'id']).where('seq', '>', seq).orderBy('seq').execute();
  // Numbers have no gaps, so whatever is missing has been pruned.
  if (rows.length !== now - seq) return { seq: now, changes: 'all' };
  return { seq: now, changes: [...new Map(rows.map((change) => [`${change.kind} ${change.id}`, change])).values()] };
}
