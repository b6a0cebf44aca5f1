import type { IntegrationView, LentIntegration, ShownGlobalAccess } from '@sluice/contract';
import type { Schema } from '@sluice/store';
import type { Kysely } from 'kysely';
import type { AdminMeans } from '../../means.ts';
import { ORGANISATION_ID } from '../../organisation.ts';
import { shownTime } from '../../shown-time.ts';
import { glimpseCredential } from '../credentials/sealed-credential.ts';
import { shownCredential } from '../credentials/shown-credential.ts';
import { globalAccessOf, type IntegrationRow } from './access.ts';

/** How an integration is shown to whoever manages it. */
export async function viewIntegration(row: IntegrationRow, db: Kysely<Schema>, means: AdminMeans): Promise<IntegrationView> {
  const [view] = await viewIntegrations([row], db, means);
  return view!;
}

/** The same for several. */
export async function viewIntegrations(
  rows: readonly IntegrationRow[],
  db: Kysely<Schema>,
  { store, findProvider }: AdminMeans,
): Promise<readonly IntegrationView[]> {
  const opened = await openedByName(rows, db);
  return rows.map((row) => {
    const credential = glimpseCredential(store.vault, row.credential, { table: 'integrations', id: row.id });
    const access = shownGlobalAccess(row);
    return {
      ...lentIntegration(row),
      masked_key: row.masked_key,
      configurations: credential === undefined ? null : shownCredential(findProvider(row.provider), credential),
      global_workspace_access: access,
      global_workspace_access_settings: access,
      workspace_count: opened.get(row.id) ?? 0,
      owner_id: row.created_by,
      updated_by: row.updated_by,
    };
  });
}

async function openedByName(rows: readonly IntegrationRow[], db: Kysely<Schema>): Promise<ReadonlyMap<string, number>> {
  if (rows.length === 0) return new Map();
  const counted = await db
    .selectFrom('integration_workspaces')
    .select((each) => ['integration_id', each.fn.countAll<number | string>().as('count')])
    .where(
      'integration_id',
      'in',
      rows.map(({ id }) => id),
    )
    .where('enabled', '=', 1)
    .groupBy('integration_id')
    .execute();
  return new Map(counted.map(({ integration_id: id, count }) => [id, Number(count)]));
}

/** How it is shown to whoever may only make providers of it. */
export const lentIntegration = (row: IntegrationRow): LentIntegration => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  description: row.description,
  ai_provider_id: row.provider,
  organisation_id: ORGANISATION_ID,
  workspace_id: row.workspace_id,
  type: row.workspace_id === null ? 'organisation' : 'workspace',
  status: row.status,
  allow_all_models: row.allow_all_models === 1,
  created_at: shownTime(row.created_at),
  last_updated_at: shownTime(row.updated_at),
  object: 'integration',
  origin: 'api',
});

/** What holds for workspaces that are not named. */
export function shownGlobalAccess(row: Pick<IntegrationRow, 'global_access'>): ShownGlobalAccess {
  const { enabled, usage_limits: usage = [], rate_limits: rates = [] } = globalAccessOf(row);
  return { enabled, usage_limits: usage[0] ?? null, rate_limits: rates };
}
