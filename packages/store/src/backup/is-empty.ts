import type { Kysely } from 'kysely';
import { UNIVERSAL_LABELS } from '../migrations/seed.ts';
import type { Schema } from '../schema.ts';
import { TABLE_NAMES, type TableName } from '../tables.ts';

/** How many rows there are from the start; the key ring is of no use without them. */
const SEEDED: { readonly [T in TableName]?: number } = {
  keyring: 2,
  revision: 1,
  workspaces: 1,
  collections: 1,
  labels: UNIVERSAL_LABELS.length,
};

/** Whether nobody has made anything in this store yet. */
export async function isEmpty(db: Kysely<Schema>): Promise<boolean> {
  const { n } = await db.selectFrom('revision').select('n').executeTakeFirstOrThrow();
  if (n > 0) return false;
  for (const table of TABLE_NAMES) {
    const { count } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    if (count > (SEEDED[table] ?? 0)) return false;
  }
  return true;
}
