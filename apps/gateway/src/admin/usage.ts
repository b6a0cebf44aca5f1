import type { Schema, UsageLimit, Writing } from '@sluice/store';
import { sql, type Kysely } from 'kysely';
import { periodOf } from '../limits/period.ts';
import { resetId, usageId, usagePrefix, type UsageKind } from '../limits/usage-id.ts';

/**
 * Lets a budget begin anew, whatever was used of it, also by processes that have not told it yet. Who calls this says that
 * the thing has changed, too.
 */
export async function resetUsage({ tx, now }: Pick<Writing, 'tx' | 'now'>, kind: UsageKind, id: string): Promise<void> {
  const prefix = usagePrefix(kind, id);
  const reset = resetId(prefix);
  await tx
    .deleteFrom('usage')
    // Not LIKE, to which an underscore is any letter.
    .where(sql<string>`substr(id, 1, ${prefix.length})`, '=', prefix)
    .where('id', '!=', reset)
    .execute();
  await tx
    .insertInto('usage')
    .values({ id: reset, used: 1, updated_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ used: sql`usage.used + 1`, updated_at: now }))
    .execute();
}

/** Whether nothing is left of a budget in the period that is running. */
export async function isUsedUp(
  db: Kysely<Schema>,
  kind: UsageKind,
  id: string,
  limits: readonly UsageLimit[],
  now: number,
): Promise<boolean> {
  for (const limit of limits) {
    const row = await db
      .selectFrom('usage')
      .select('used')
      .where('id', '=', usageId(usagePrefix(kind, id), limit.type, periodOf(limit, now).name))
      .executeTakeFirst();
    if (row !== undefined && row.used >= limit.credit_limit) return true;
  }
  return false;
}
