import type { CreateProvider } from '@sluice/contract';
import type { Writing } from '@sluice/store';
import { freeSlug } from '../../free-slug.ts';
import type { AdminMeans } from '../../means.ts';
import type { Made } from '../../resource.ts';
import type { Asked } from '../../route.ts';
import { integrationFor } from '../integrations/access.ts';
import { insertProvider } from './insert.ts';
import { columnsOf } from './members.ts';
import type { ProviderRow } from './row.ts';

/** Gives an integration a name in a workspace. */
export async function createProvider(
  { body, principal: { actor } }: Asked<CreateProvider>,
  { workspaceId, id }: { readonly workspaceId: string | null; readonly id: string },
  writing: Writing,
  means: AdminMeans,
): Promise<Made<ProviderRow>> {
  const { name, integration_id: named, slug: wanted, note, usage_limits, rate_limits, expires_at } = body;
  const integration = await integrationFor(named, workspaceId, writing.tx);
  const slug = await freeSlug({
    wanted,
    name,
    label: 'provider',
    declared: means.declared().virtualKeys,
    table: 'providers',
    db: writing.tx,
  });
  const row = await insertProvider(
    { id, slug, name, integration, workspaceId, actor, more: columnsOf({ note, usage_limits, rate_limits, expires_at }) },
    writing,
  );
  return { row, reply: { id, slug, object: 'provider' } };
}
