import { NOTHING_ENFORCED, type ApiKey, type Caller, type Enforced } from '@sluice/core';
import type { Principal } from '../admin/principal.ts';

/** What a workspace says for all calls of its keys; undefined for one that is not known. */
export type EnforcedIn = (workspace: string) => Enforced | undefined;

/**
 * Whoever asks for a call to be made again, as its caller: with the key that it asks by and no more than that may; somebody who
 * has signed in as a member of the record's workspace.
 */
export function callerAgain({ key, userId, name }: Principal, workspace: string | null, enforcedIn: EnforcedIn): Caller {
  return { key: key ?? memberKey(userId ?? name, name, workspace, enforcedIn), credential: undefined, secrets: [] };
}

/** A key that stands nowhere, for one call. */
const memberKey = (id: string, name: string, workspace: string | null, enforcedIn: EnforcedIn): ApiKey => ({
  id: `user:${id}`,
  name,
  workspace: workspace ?? undefined,
  scopes: new Set(['completions.write', 'prompts.render']),
  admin: false,
  expiresAt: undefined,
  allowedModels: undefined,
  allowedProviders: undefined,
  logBodies: true,
  defaults: { config: undefined, metadata: {}, allowConfigOverride: true },
  enforced: (workspace === null ? undefined : enforcedIn(workspace)) ?? NOTHING_ENFORCED,
});

/**
 * The same caller for a request that went by no config: a default of the asker's own key, or of its workspace, is none of the
 * request's. Where a key may go by no other config than its own, that one holds.
 */
export function withoutDefaultConfig({ key, ...rest }: Caller): Caller {
  if (!key || key.defaults.allowConfigOverride === false) return { ...rest, key };
  return {
    ...rest,
    key: { ...key, defaults: { ...key.defaults, config: undefined }, enforced: { ...key.enforced, config: undefined } },
  };
}
