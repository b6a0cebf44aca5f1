import type { CreateVirtualKey } from '@sluice/contract';
import type { Writing } from '@sluice/store';
import { freeSlug } from '../../free-slug.ts';
import type { AdminMeans } from '../../means.ts';
import type { Made } from '../../resource.ts';
import type { Asked } from '../../route.ts';
import { givenIn } from '../credentials/given-credential.ts';
import { providerNamed } from '../credentials/provider-named.ts';
import { NO_CREDENTIAL, readCredential } from '../credentials/read-credential.ts';
import { sealCredential } from '../credentials/sealed-credential.ts';
import { maskedKey } from '../credentials/shown-credential.ts';
import { columnsOf } from '../providers/members.ts';
import type { ProviderRow } from '../providers/row.ts';

/** Keeps a credential, under a name that callers can use. */
export async function createVirtualKey(
  { body, principal: { actor } }: Asked<CreateVirtualKey>,
  { workspaceId, id }: { readonly workspaceId: string | null; readonly id: string },
  { tx, changed, now }: Writing,
  means: AdminMeans,
): Promise<Made<ProviderRow>> {
  const { store, judgeHost } = means;
  const {
    name,
    provider: named,
    slug: wanted,
    workspace_id: _,
    note,
    usage_limits: usage,
    rate_limits: rates,
    expires_at: expiry,
    model_config: inside,
    secret_mappings: _mappings,
    ...credentialMembers
  } = body;
  const provider = providerNamed(named, 'provider', means);
  const credential = readCredential(givenIn(credentialMembers, inside), NO_CREDENTIAL, { provider, judgeHost });
  const row: ProviderRow = {
    id,
    slug: await freeSlug({ wanted, name, label: 'virtual key', declared: means.declared().virtualKeys, table: 'providers', db: tx }),
    name,
    workspace_id: workspaceId,
    integration_id: null,
    provider: provider.id,
    note: null,
    status: 'active',
    credential: sealCredential(store.vault, credential, { table: 'providers', id }),
    masked_key: maskedKey(credential),
    usage_limits: '[]',
    rate_limits: '[]',
    expires_at: null,
    created_at: now,
    updated_at: now,
    created_by: actor,
    updated_by: actor,
    ...columnsOf({ note, usage_limits: usage, rate_limits: rates, expires_at: expiry }),
  };
  await tx.insertInto('providers').values(row).execute();
  changed('providers', id);
  const reference = { id, slug: row.slug, object: 'virtual-key' };
  return { row, reply: { success: true, ...reference, data: reference } };
}
