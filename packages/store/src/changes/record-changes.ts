import type { Transaction } from 'kysely';
import type { ChangeKind, Schema } from '../schema.ts';

/** Whoever is further behind reads everything again. */
const KEPT = 10_000;

/** What was changed, each thing once. */
export type Changed = ReadonlyMap<string, { readonly kind: ChangeKind; readonly id: string }>;

/** Waits until nobody else writes. On SQLite its transactions do. */
export async function takeTurn(tx: Transaction<Schema>, engine: 'sqlite' | 'postgres'): Promise<void> {
  if (engine === 'postgres') await tx.selectFrom('revision').select('n').where('id', '=', 1).forUpdate().execute();
}

/** Numbers the changes without a gap, in the order in which they will be seen. */
export async function recordChanges(tx: Transaction<Schema>, changed: Changed, at: number): Promise<void> {
  if (changed.size === 0) return;
  const { n } = await tx
    .updateTable('revision')
    .set((eb) => ({ n: eb('n', '+', changed.size) }))
    .where('id', '=', 1)
    .returning('n')
    .executeTakeFirstOrThrow();
  const first = n - changed.size + 1;
  const rows = [...changed.values()].map(({ kind, id }, place) => ({ seq: first + place, kind, id, at }));
  for (let from = 0; from < rows.length; from += ROWS)
    await tx
      .insertInto('changes')
      .values(rows.slice(from, from + ROWS))
      .execute();
  await tx
    .deleteFrom('changes')
    .where('seq', '<=', n - KEPT)
    .execute();
}

/** Both engines have a limit to what one statement may be given. */
const ROWS = 500;

/** Makes every reader read everything again. */
export async function recordEverything(tx: Transaction<Schema>): Promise<void> {
  await tx.deleteFrom('changes').execute();
  await tx
    .updateTable('revision')
    .set((eb) => ({ n: eb('n', '+', 1) }))
    .where('id', '=', 1)
    .execute();
}
