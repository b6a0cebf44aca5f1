import type { IntegrationsTable, RateLimit, Schema, UsageLimit } from '@sluice/store';
import type { Kysely } from 'kysely';
import { refused } from '../../admin-fault.ts';

export type IntegrationRow = IntegrationsTable;

/** What holds for workspaces that are not named. */
export interface GlobalAccess {
  readonly enabled: boolean;
  readonly usage_limits?: readonly UsageLimit[];
  readonly rate_limits?: readonly RateLimit[];
}

/** By slug or id. */
export const findIntegration = (key: string, db: Kysely<Schema>): Promise<IntegrationRow | undefined> =>
  db
    .selectFrom('integrations')
    .selectAll()
    .where((where) => where.or([where('slug', '=', key), where('id', '=', key)]))
    .executeTakeFirst();

export const globalAccessOf = ({ global_access: access }: Pick<IntegrationRow, 'global_access'>): GlobalAccess =>
  JSON.parse(access) as GlobalAccess;

/** Whether providers of a workspace may stand on an integration. One of a workspace is that workspace's alone, unless it is switched off even there. */
export async function isOpenTo(row: IntegrationRow, workspaceId: string, db: Kysely<Schema>): Promise<boolean> {
  if (row.workspace_id !== null && row.workspace_id !== workspaceId) return false;
  const said = await db
    .selectFrom('integration_workspaces')
    .select('enabled')
    .where('integration_id', '=', row.id)
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  if (said) return said.enabled === 1;
  return row.workspace_id !== null || globalAccessOf(row).enabled;
}

/**
 * The integration that a provider of a workspace is to stand on.
 *
 * @throws FaultError `invalid_request` for one that is not there, or not for this workspace, which is the same to see.
 */
export async function integrationFor(named: string, workspaceId: string | null, db: Kysely<Schema>): Promise<IntegrationRow> {
  const row = await findIntegration(named, db);
  if (row?.status === 'active' && (workspaceId === null || (await isOpenTo(row, workspaceId, db)))) return row;
  throw refused(
    'invalid_request',
    `There is no integration "${named}" for this workspace: name one that is active and open to it`,
    'integration_id',
    'unknown_integration',
  );
}
