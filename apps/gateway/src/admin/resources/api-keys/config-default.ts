import type { Schema } from '@sluice/store';
import type { Kysely } from 'kysely';
import { refused } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import { knows, type Principal } from '../../principal.ts';

/**
 * Sees that a key can use the config that it is to default to.
 *
 * @param named Slug or id.
 * @param workspaceId The key's; null for one of the whole organisation.
 * @throws FaultError `invalid_request` for one that is not there, or is another workspace's.
 */
export async function requireConfig(
  named: string | null | undefined,
  workspaceId: string | null,
  {
    principal,
    means: { declared },
    db,
  }: { readonly principal: Principal; readonly means: Pick<AdminMeans, 'declared'>; readonly db: Kysely<Schema> },
): Promise<void> {
  if (named === undefined || named === null || declared().configs.has(named)) return;
  const config = await db
    .selectFrom('configs')
    .select('workspace_id')
    .where((where) => where.or([where('slug', '=', named), where('id', '=', named)]))
    .where('status', '=', 'active')
    .executeTakeFirst();
  const usable =
    config &&
    (workspaceId === null ? knows(principal, config.workspace_id) : config.workspace_id === null || config.workspace_id === workspaceId);
  if (!usable)
    throw refused('invalid_request', `There is no config "${named}" that this key could use`, 'defaults.config_id', 'unknown_config');
}
