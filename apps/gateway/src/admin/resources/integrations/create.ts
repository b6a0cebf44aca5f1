import type { CreateIntegration } from '@sluice/contract';
import type { Writing } from '@sluice/store';
import { randomUUID } from 'node:crypto';
import { forbidden } from '../../admin-fault.ts';
import { audit } from '../../audit.ts';
import { freeSlug } from '../../free-slug.ts';
import type { AdminMeans } from '../../means.ts';
import { may } from '../../principal.ts';
import type { Made } from '../../resource.ts';
import type { Asked } from '../../route.ts';
import { givenIn } from '../credentials/given-credential.ts';
import { providerNamed } from '../credentials/provider-named.ts';
import { NO_CREDENTIAL, readCredential } from '../credentials/read-credential.ts';
import { sealCredential } from '../credentials/sealed-credential.ts';
import { maskedKey } from '../credentials/shown-credential.ts';
import { insertProvider } from '../providers/insert.ts';
import { viewProvider } from '../providers/view.ts';
import type { IntegrationRow } from './access.ts';

/** Keeps a credential for providers to stand on. What is the whole organisation's is open to its workspaces until somebody says otherwise. */
export async function createIntegration(
  asked: Asked<CreateIntegration>,
  { workspaceId, id }: { readonly workspaceId: string | null; readonly id: string },
  writing: Writing,
  means: AdminMeans,
): Promise<Made<IntegrationRow>> {
  const { store, judgeHost } = means;
  const {
    name,
    ai_provider_id: named,
    slug: wanted,
    workspace_id: _workspace,
    description = null,
    configurations,
    secret_mappings: _mappings,
    pricing_adjustments: _adjustments,
    create_default_provider: withProvider,
    default_provider_slug: providerSlug,
    ...credentialMembers
  } = asked.body;
  const { tx, changed, now } = writing;
  const provider = providerNamed(named, 'ai_provider_id', means);
  const credential = readCredential(givenIn(credentialMembers, configurations), NO_CREDENTIAL, { provider, judgeHost });
  const { actor } = asked.principal;
  const row: IntegrationRow = {
    id,
    slug: await freeSlug({ wanted, name, label: 'integration', declared: new Map(), table: 'integrations', db: tx }),
    name,
    workspace_id: workspaceId,
    provider: provider.id,
    description: description === '' ? null : description,
    status: 'active',
    credential: sealCredential(store.vault, credential, { table: 'integrations', id }),
    masked_key: maskedKey(credential),
    allow_all_models: 1,
    global_access: JSON.stringify({ enabled: workspaceId === null }),
    created_at: now,
    updated_at: now,
    created_by: actor,
    updated_by: actor,
  };
  await tx.insertInto('integrations').values(row).execute();
  changed('integrations', id);
  const made = withProvider === true ? await makeDefault(row, providerSlug ?? undefined, asked, writing, means) : undefined;
  return { row, reply: { id, slug: row.slug, object: 'integration', ...(made && { provider_id: made.id, provider_slug: made.slug }) } };
}

/** The provider that comes with an integration: the same people's, under a name of its own. */
async function makeDefault(
  row: IntegrationRow,
  wanted: string | undefined,
  { principal }: Asked<CreateIntegration>,
  writing: Writing,
  means: AdminMeans,
) {
  if (!may(principal, 'providers.create', row.workspace_id)) throw forbidden('providers.create', 'to make the default provider as well');
  const { name, workspace_id: workspaceId } = row;
  const slug = await freeSlug({
    wanted,
    name,
    label: 'provider',
    declared: means.declared().virtualKeys,
    table: 'providers',
    db: writing.tx,
  });
  const provider = await insertProvider(
    { id: randomUUID(), slug, name, integration: row, workspaceId, actor: principal.actor, more: {} },
    writing,
  );
  await audit(writing, principal, {
    action: 'providers.create',
    resource: 'provider',
    id: provider.id,
    workspaceId,
    before: undefined,
    after: await viewProvider(provider, writing.tx, means),
  });
  return provider;
}
