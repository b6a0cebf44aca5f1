import type { UpdateApiKey } from '@sluice/contract';
import type { ApiKeyDefaults, Writing } from '@sluice/store';
import { refused } from '../../admin-fault.ts';
import { keptLimits } from '../../limits.ts';
import type { AdminMeans } from '../../means.ts';
import type { Asked } from '../../route.ts';
import type { Scope } from '../../scopes.ts';
import { resetUsage } from '../../usage.ts';
import { requireNoWider, within, type Reach } from './bounds.ts';
import { requireConfig } from './config-default.ts';
import { readExpiry } from './create.ts';
import { keptDefaults, keptNames, keptPolicy } from './make-key.ts';
import { requireUserMay } from './owner.ts';
import { requireUnlimited } from './unlimited.ts';
import { namesIn, type ApiKeyRow } from './view.ts';

/** Changes what is named; null takes a thing away. */
export async function updateApiKey(
  row: ApiKeyRow,
  { body, principal }: Asked<UpdateApiKey>,
  means: AdminMeans,
  writing: Writing,
): Promise<void> {
  const { tx, changed, now } = writing;
  if (row.root === 1 && body.scopes !== undefined)
    throw refused('invalid_request', '"scopes" cannot be changed here: this key may do everything', 'scopes', 'invalid_value');
  const reach = reachAfter(row, body, now);
  // Whoever lets a key do more has to be able to do all that it does, as whoever makes it.
  requireNoWider(principal, reach, lifts(row, reach, body) ? 'all' : touchedBy(row, reach, body));
  if (limitsTouched(body)) await requireUnlimited(principal, means, tx);
  if (body.scopes !== undefined)
    await requireUserMay({ type: row.type, workspaceId: row.workspace_id, userId: row.user_id }, reach.scopes, tx);
  await requireConfig(body.defaults?.config_id, row.workspace_id, { principal, means, db: tx });
  await tx
    .updateTable('api_keys')
    .set({
      ...(body.name !== undefined && { name: body.name }),
      ...(body.description !== undefined && { description: body.description }),
      scopes: JSON.stringify(reach.scopes),
      defaults: keptDefaults(reach.defaults),
      allowed_models: keptNames(reach.allowedModels),
      allowed_providers: keptNames(reach.allowedProviders),
      expires_at: reach.expiresAt,
      ...(body.usage_limits !== undefined && { usage_limits: keptLimits(body.usage_limits) }),
      ...(body.rate_limits !== undefined && { rate_limits: keptLimits(body.rate_limits) }),
      ...(body.rotation_policy !== undefined && { rotation_policy: keptPolicy(body.rotation_policy) }),
      updated_at: now,
      updated_by: principal.actor,
    })
    .where('id', '=', row.id)
    .execute();
  if (body.reset_usage === true) await resetUsage(writing, 'api_keys', row.id);
  changed('api_keys', row.id);
}

/** What a key may as it is kept. */
export const reachOf = (row: ApiKeyRow): Reach => ({
  workspaceId: row.workspace_id,
  scopes: JSON.parse(row.scopes) as Scope[],
  allowedModels: namesIn(row.allowed_models),
  allowedProviders: namesIn(row.allowed_providers),
  expiresAt: row.expires_at,
  defaults: JSON.parse(row.defaults) as ApiKeyDefaults,
});

function reachAfter(row: ApiKeyRow, body: UpdateApiKey, nowMs: number): Reach {
  const before = reachOf(row);
  const expiresAt = readExpiry(body.expires_at, nowMs);
  return {
    workspaceId: row.workspace_id,
    scopes: (body.scopes ?? before.scopes) as readonly Scope[],
    allowedModels: body.allowed_models === undefined ? before.allowedModels : body.allowed_models,
    allowedProviders: body.allowed_providers === undefined ? before.allowedProviders : body.allowed_providers,
    expiresAt: expiresAt === undefined ? before.expiresAt : expiresAt,
    defaults: body.defaults === undefined ? before.defaults : ((body.defaults ?? {}) as ApiKeyDefaults),
  };
}

/** Nobody is refused to take scopes away from a key that has others, too. */
function touchedBy(row: ApiKeyRow, after: Reach, body: UpdateApiKey): ReadonlySet<keyof Reach> {
  const had = new Set<string>(reachOf(row).scopes);
  const touched = new Set<keyof Reach>();
  if (after.scopes.some((scope) => !had.has(scope))) touched.add('scopes');
  if (body.allowed_models !== undefined) touched.add('allowedModels');
  if (body.allowed_providers !== undefined) touched.add('allowedProviders');
  if (body.expires_at !== undefined) touched.add('expiresAt');
  if (body.defaults !== undefined) touched.add('defaults');
  return touched;
}

/** Whether a change lets a key call more, spend more or live longer. */
function lifts(row: ApiKeyRow, after: Reach, body: UpdateApiKey): boolean {
  const before = reachOf(row);
  const opens = (was: readonly string[] | null, is: readonly string[] | null) => was !== null && !within(is, was);
  return (
    opens(before.allowedModels, after.allowedModels) ||
    opens(before.allowedProviders, after.allowedProviders) ||
    (before.expiresAt !== null && (after.expiresAt === null || after.expiresAt > before.expiresAt)) ||
    (before.defaults.allow_config_override === false && body.defaults !== undefined) ||
    (body.usage_limits !== undefined && row.usage_limits !== '[]') ||
    (body.rate_limits !== undefined && row.rate_limits !== '[]') ||
    body.reset_usage === true
  );
}

const limitsTouched = ({ usage_limits: usage, rate_limits: rates, reset_usage: reset }: UpdateApiKey) =>
  usage !== undefined || rates !== undefined || reset === true;
