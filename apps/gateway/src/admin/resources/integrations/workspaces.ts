import type { IntegrationAccessView, UpdateIntegrationAccess } from '@sluice/contract';
import type { RateLimit, Schema, UsageLimit, Writing } from '@sluice/store';
import type { Kysely } from 'kysely';
import { accessUsageId } from '../../../limits/usage-id.ts';
import { refused } from '../../admin-fault.ts';
import { keptLimits, shownRateLimits, shownUsageLimit } from '../../limits.ts';
import { workspaceId } from '../../place.ts';
import type { Principal } from '../../principal.ts';
import { shownTime } from '../../shown-time.ts';
import { resetUsage } from '../../usage.ts';
import { globalAccessOf, type IntegrationRow } from './access.ts';
import { shownGlobalAccess } from './view.ts';

/** Who may use an integration, as it was said by name, and what holds for the others. */
export async function viewAccess(row: IntegrationRow, db: Kysely<Schema>): Promise<IntegrationAccessView> {
  const named = await db
    .selectFrom('integration_workspaces as access')
    .innerJoin('workspaces as workspace', 'workspace.id', 'access.workspace_id')
    .select([
      'workspace.id',
      'workspace.name',
      'workspace.slug',
      'access.enabled',
      'access.usage_limits',
      'access.rate_limits',
      'access.created_at',
      'access.updated_at',
    ])
    .where('access.integration_id', '=', row.id)
    .orderBy('access.created_at')
    .orderBy('workspace.id')
    .execute();
  const workspaces = named.map((each) => {
    const rates = shownRateLimits(each.rate_limits);
    return {
      id: each.id,
      name: each.name,
      slug: each.slug,
      enabled: each.enabled === 1,
      usage_limits: shownUsageLimit(each.usage_limits),
      ...(rates.length <= 1 && { rate_limits: rates[0] ?? null }),
      created_at: shownTime(each.created_at),
      last_updated_at: shownTime(each.updated_at),
    };
  });
  const access = shownGlobalAccess(row);
  return {
    object: 'list',
    total: workspaces.length,
    data: workspaces,
    workspaces,
    global_workspace_access: access,
    global_workspace_access_settings: access,
  };
}

/** Opens an integration to workspaces, or closes it. What is not sent stays. */
export async function changeAccess(
  row: IntegrationRow,
  body: UpdateIntegrationAccess,
  principal: Principal,
  writing: Writing,
): Promise<void> {
  const { tx, changed, now } = writing;
  const {
    workspaces,
    global_workspace_access: global,
    override_existing_workspaces_access: all,
    override_existing_workspace_access: one,
  } = body;
  if (global) {
    if (row.workspace_id !== null) throw notOthers('global_workspace_access');
    const before = globalAccessOf(row);
    const { enabled, usage_limits: usage = before.usage_limits, rate_limits: rates = before.rate_limits } = global;
    const access = { enabled, usage_limits: usage ?? [], rate_limits: rates ?? [] };
    await tx
      .updateTable('integrations')
      .set({ global_access: JSON.stringify(access), updated_at: now, updated_by: principal.actor })
      .where('id', '=', row.id)
      .execute();
  }
  if (all === true || one === true) await tx.deleteFrom('integration_workspaces').where('integration_id', '=', row.id).execute();
  for (const each of workspaces ?? []) await changeOne(row, each, principal, writing);
  changed('integrations', row.id);
}

async function changeOne(
  row: IntegrationRow,
  {
    id: named,
    enabled,
    usage_limits: usage,
    rate_limits: rates,
    reset_usage: reset,
  }: NonNullable<UpdateIntegrationAccess['workspaces']>[number],
  principal: Principal,
  writing: Writing,
): Promise<void> {
  const { tx, now } = writing;
  const workspace = await workspaceId(named, principal, tx);
  if (row.workspace_id !== null && row.workspace_id !== workspace) throw notOthers('workspaces');
  const said = {
    enabled: enabled ? 1 : 0,
    ...(usage !== undefined && { usage_limits: keptLimits<UsageLimit>(usage) }),
    ...(rates !== undefined && { rate_limits: keptLimits<RateLimit>(rates) }),
    updated_at: now,
  } as const;
  await tx
    .insertInto('integration_workspaces')
    .values({ integration_id: row.id, workspace_id: workspace, usage_limits: '[]', rate_limits: '[]', created_at: now, ...said })
    .onConflict((conflict) => conflict.columns(['integration_id', 'workspace_id']).doUpdateSet(said))
    .execute();
  if (reset === true) await resetUsage(writing, 'integrations', accessUsageId(row.id, workspace));
}

const notOthers = (param: string) =>
  refused('invalid_request', 'This integration is one workspace’s own: others cannot be let in', param, 'not_organisations');
