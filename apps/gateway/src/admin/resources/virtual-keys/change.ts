import type { UpdateVirtualKey } from '@sluice/contract';
import type { Writing } from '@sluice/store';
import { refused } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import type { View } from '../../resource.ts';
import type { Asked } from '../../route.ts';
import { resetUsage } from '../../usage.ts';
import { givenIn, saysNothing, type GivenCredential } from '../credentials/given-credential.ts';
import { providerNamed } from '../credentials/provider-named.ts';
import { NO_CREDENTIAL, readCredential } from '../credentials/read-credential.ts';
import { openCredential, sealCredential } from '../credentials/sealed-credential.ts';
import { maskedKey } from '../credentials/shown-credential.ts';
import { columnsOf } from '../providers/members.ts';
import type { ProviderRow } from '../providers/row.ts';

/** Changes what is sent; a new key is used by the next call. */
export async function changeVirtualKey(
  row: ProviderRow,
  { body, principal: { actor } }: Asked<UpdateVirtualKey>,
  writing: Writing,
  means: AdminMeans,
): Promise<View> {
  const { slug, id: _id, workspace_id: _workspace, provider, reset_usage: reset, secret_mappings: _mappings, ...rest } = body;
  const { name, note, status, usage_limits, rate_limits, expires_at, model_config: inside, ...credentialMembers } = rest;
  if (slug !== undefined && slug !== row.slug && slug !== row.id) throw fixed('slug', row.slug);
  if (provider !== undefined && means.findProvider(provider)?.id !== row.provider) throw fixed('provider', row.provider);
  const given = givenIn(credentialMembers, inside);
  await writing.tx
    .updateTable('providers')
    .set({
      ...columnsOf({ name, note, status, usage_limits, rate_limits, expires_at }),
      ...(!saysNothing(given) && credentialColumns(row, given, means)),
      updated_at: writing.now,
      updated_by: actor,
    })
    .where('id', '=', row.id)
    .execute();
  if (reset === true) await resetUsage(writing, 'providers', row.id);
  writing.changed('providers', row.id);
  return { id: row.id, slug: row.slug, object: 'virtual-key' };
}

function credentialColumns(row: ProviderRow, given: GivenCredential, means: AdminMeans): Pick<ProviderRow, 'credential' | 'masked_key'> {
  if (row.integration_id !== null)
    throw refused(
      'invalid_request',
      `"${row.slug}" stands on an integration and has no credential of its own: change the integration's`,
      Object.keys({ ...given, ...given.fields }).find((name) => name !== 'fields'),
      'not_its_own',
    );
  const { store, judgeHost } = means;
  const place = { table: 'providers', id: row.id } as const;
  const before = row.credential === null ? NO_CREDENTIAL : openCredential(store.vault, row.credential, place);
  const after = readCredential(given, before, { provider: providerNamed(row.provider, 'provider', means), judgeHost });
  return { credential: sealCredential(store.vault, after, place), masked_key: maskedKey(after) };
}

const fixed = (member: string, is: string) =>
  refused('invalid_request', `The ${member} of a virtual key cannot be changed, and is "${is}": make another virtual key`, member, 'fixed');
