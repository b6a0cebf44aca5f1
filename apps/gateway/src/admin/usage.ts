import type { Schema, UsageLimit, Writing } from '@sluice/store';
import { sql, type Kysely } from 'kysely';
import { periodOf } from '../limits/period.ts';
import { accessUsageId, accessUsagePrefix, resetId, usageId, usagePrefix, type UsageKind } from '../limits/usage-id.ts';

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

/** Takes away all that was counted of something that is gone. */
export async function removeUsage({ tx }: Pick<Writing, 'tx'>, kind: UsageKind, id: string): Promise<void> {
  await removeRows(tx, usagePrefix(kind, id));
}

/** The same for an integration, which has a budget in each workspace. */
export async function removeIntegrationUsage({ tx }: Pick<Writing, 'tx'>, id: string): Promise<void> {
  await removeRows(tx, accessUsagePrefix(id));
}

/** The same for a workspace: its own, and what integrations counted in it. */
export async function removeWorkspaceUsage({ tx }: Pick<Writing, 'tx'>, id: string): Promise<void> {
  await removeRows(tx, usagePrefix('workspaces', id));
  const integrations = await tx.selectFrom('integrations').select('id').execute();
  for (const integration of integrations) await removeRows(tx, usagePrefix('integrations', accessUsageId(integration.id, id)));
}

/** Not by LIKE, to which an underscore is any letter, nor as a range: how databases sort colons differs. */
const removeRows = (tx: Writing['tx'], prefix: string) =>
  tx
    .deleteFrom('usage')
    .where(sql<string>`substr(id, 1, ${prefix.length})`, '=', prefix)
    .execute();

/** Something with a budget. */
export interface Budgeted {
  readonly id: string;
  readonly limits: readonly UsageLimit[];
}

/** Those of whose budget nothing is left in the period that is running, by their ids. */
export async function usedUpAmong(
  db: Kysely<Schema>,
  kind: UsageKind,
  budgeted: readonly Budgeted[],
  now: number,
): Promise<ReadonlySet<string>> {
  const wanted = budgeted.flatMap(({ id, limits }) =>
    limits.map((limit) => ({ id, most: limit.credit_limit, row: usageId(usagePrefix(kind, id), limit.type, periodOf(limit, now).name) })),
  );
  if (wanted.length === 0) return new Set();
  const rows = await db
    .selectFrom('usage')
    .select(['id', 'used'])
    .where(
      'id',
      'in',
      wanted.map(({ row }) => row),
    )
    .execute();
  const used = new Map(rows.map((row) => [row.id, row.used]));
  return new Set(wanted.filter(({ row, most }) => (used.get(row) ?? 0) >= most).map(({ id }) => id));
}

/** Whether nothing is left of a budget in the period that is running. */
export const isUsedUp = async (
  db: Kysely<Schema>,
  kind: UsageKind,
  id: string,
  limits: readonly UsageLimit[],
  now: number,
): Promise<boolean> => (await usedUpAmong(db, kind, [{ id, limits }], now)).has(id);
