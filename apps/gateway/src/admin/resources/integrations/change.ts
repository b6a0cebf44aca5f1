import type { UpdateIntegration } from '@sluice/contract';
import type { Writing } from '@sluice/store';
import { refused } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import type { View } from '../../resource.ts';
import type { Asked } from '../../route.ts';
import { givenIn, saysNothing, type GivenCredential } from '../credentials/given-credential.ts';
import { providerNamed } from '../credentials/provider-named.ts';
import { readCredential } from '../credentials/read-credential.ts';
import { openCredential, sealCredential } from '../credentials/sealed-credential.ts';
import { maskedKey } from '../credentials/shown-credential.ts';
import type { IntegrationRow } from './access.ts';

/** Changes what is sent; all that stands on the integration calls with the new credential from then on. */
export async function changeIntegration(
  row: IntegrationRow,
  { body, principal: { actor } }: Asked<UpdateIntegration>,
  { tx, changed, now }: Writing,
  means: AdminMeans,
): Promise<View> {
  const { slug, id: _id, workspace_id: _workspace, ai_provider_id: provider, name, description, status, ...rest } = body;
  const { secret_mappings: _mappings, pricing_adjustments: _adjustments, configurations, ...credentialMembers } = rest;
  if (slug !== undefined && slug !== row.slug && slug !== row.id) throw fixed('slug', row.slug);
  if (provider !== undefined && means.findProvider(provider)?.id !== row.provider) throw fixed('ai_provider_id', row.provider);
  const given = givenIn(credentialMembers, configurations);
  await tx
    .updateTable('integrations')
    .set({
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description: description || null }),
      ...(status !== undefined && { status }),
      ...(!saysNothing(given) && credentialColumns(row, given, means)),
      updated_at: now,
      updated_by: actor,
    })
    .where('id', '=', row.id)
    .execute();
  changed('integrations', row.id);
  return { id: row.id, slug: row.slug, object: 'integration' };
}

function credentialColumns(
  row: IntegrationRow,
  given: GivenCredential,
  { store, judgeHost, ...means }: AdminMeans,
): Pick<IntegrationRow, 'credential' | 'masked_key'> {
  const place = { table: 'integrations', id: row.id } as const;
  const before = openCredential(store.vault, row.credential, place);
  const after = readCredential(given, before, { provider: providerNamed(row.provider, 'ai_provider_id', means), judgeHost });
  return { credential: sealCredential(store.vault, after, place), masked_key: maskedKey(after) };
}

const fixed = (member: string, is: string) =>
  refused('invalid_request', `"${member}" of an integration cannot be changed, and is "${is}": make another integration`, member, 'fixed');
