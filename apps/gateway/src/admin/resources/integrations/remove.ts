import type { Writing } from '@sluice/store';
import { audit } from '../../audit.ts';
import type { AdminMeans } from '../../means.ts';
import type { Asked } from '../../route.ts';
import { removeIntegrationUsage } from '../../usage.ts';
import { removeProvider } from '../providers/row.ts';
import { viewProvider } from '../providers/view.ts';
import type { IntegrationRow } from './access.ts';

/** Takes an integration away, and what stands on it, which is nothing without it; calls that name it are refused from then on. */
export async function removeIntegration(row: IntegrationRow, { principal }: Asked, writing: Writing, means: AdminMeans): Promise<void> {
  const { tx, changed } = writing;
  const standing = await tx.selectFrom('providers').selectAll().where('integration_id', '=', row.id).execute();
  for (const provider of standing) {
    await audit(writing, principal, {
      action: 'providers.delete',
      resource: 'provider',
      id: provider.id,
      workspaceId: provider.workspace_id,
      before: await viewProvider(provider, tx, means),
      after: undefined,
    });
    await removeProvider(provider, writing);
  }
  await tx.deleteFrom('integration_workspaces').where('integration_id', '=', row.id).execute();
  await tx.deleteFrom('integration_models').where('integration_id', '=', row.id).execute();
  await tx.deleteFrom('integrations').where('id', '=', row.id).execute();
  await removeIntegrationUsage(writing, row.id);
  changed('integrations', row.id);
}
