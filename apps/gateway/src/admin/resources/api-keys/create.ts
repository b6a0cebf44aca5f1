import type { CreateApiKey, MadeApiKey } from '@sluice/contract';
import type { ApiKeyDefaults, Writing } from '@sluice/store';
import { refused } from '../../admin-fault.ts';
import { audit } from '../../audit.ts';
import type { AdminMeans } from '../../means.ts';
import type { AdminReply, Asked } from '../../route.ts';
import type { Scope } from '../../scopes.ts';
import { inherit, requireNoWider, type Reach } from './bounds.ts';
import { requireConfig } from './config-default.ts';
import { makeKey } from './make-key.ts';
import { ownerFor, requireUserMay, type Owner } from './owner.ts';
import { scopedAs } from './scoped.ts';
import { requireUnlimited } from './unlimited.ts';
import { viewApiKey } from './view.ts';

/** Whose a new key would be, and what it could. @throws FaultError where it is not its maker's to give. */
export async function judgeNewKey(
  { params, body, principal }: Asked<CreateApiKey>,
  means: AdminMeans,
  { tx, now }: Writing,
): Promise<{ readonly owner: Owner; readonly reach: Reach }> {
  const scopes = body.scopes as readonly Scope[];
  const owner = await ownerFor(
    { kind: params['type']!, subKind: params['subtype']!, workspaceId: body.workspace_id ?? undefined, userId: body.user_id ?? undefined },
    principal,
    tx,
  );
  const reach = inherit(principal, {
    workspaceId: owner.workspaceId,
    scopes,
    allowedModels: body.allowed_models,
    allowedProviders: body.allowed_providers,
    expiresAt: readExpiry(body.expires_at, now),
    defaults: (body.defaults ?? {}) as ApiKeyDefaults,
  });
  requireNoWider(principal, reach);
  if (scopes.includes('completions.write')) await requireUnlimited(principal, means, tx);
  return { owner, reach };
}

/** Makes a key for whoever may have it, as it was judged, and tells it once. */
export async function createApiKey(
  { body, principal }: Asked<CreateApiKey>,
  { owner, reach }: Awaited<ReturnType<typeof judgeNewKey>>,
  means: AdminMeans,
  writing: Writing,
): Promise<AdminReply> {
  const { tx, now } = writing;
  await requireUserMay(owner, reach.scopes, tx);
  await requireConfig(body.defaults?.config_id, owner.workspaceId, { principal, means, db: tx });
  const { row, token } = await makeKey(
    {
      id: crypto.randomUUID(),
      name: body.name,
      description: body.description ?? null,
      owner,
      reach,
      usageLimits: body.usage_limits,
      rateLimits: body.rate_limits,
      rotationPolicy: body.rotation_policy,
      creationMode: principal.key === undefined ? 'ui' : 'api',
      by: principal.actor,
    },
    means.hash,
    writing,
  );
  const after = await viewApiKey(row, now, tx);
  await audit(writing, principal, {
    action: `${scopedAs(row)}.create`,
    resource: 'API key',
    id: row.id,
    workspaceId: row.workspace_id,
    before: undefined,
    after,
  });
  return { body: { id: row.id, key: token, object: 'api-key' } satisfies MadeApiKey };
}

/** @throws FaultError `invalid_request` for a time that is over. */
export function readExpiry(text: string | null | undefined, nowMs: number): number | null | undefined {
  if (text === undefined || text === null) return text;
  const at = Date.parse(text);
  if (at > nowMs) return at;
  throw refused('invalid_request', `"expires_at" is over already: give a time to come, or null for none`, 'expires_at', 'invalid_value');
}
