import { NOTHING_ENFORCED, type ApiKey, type Enforced } from '@sluice/core';
import type { Principal } from '../principal.ts';

/** What a workspace says for all calls of its keys; undefined for one that is not known. */
export type EnforcedIn = (workspace: string) => Enforced | undefined;

/**
 * A key that stands nowhere, for calls of somebody who has signed in.
 *
 * @param workspace The id of the one that the call is made in; null for none.
 */
export const userKey = (
  { userId, name }: Pick<Principal, 'userId' | 'name'>,
  workspace: string | null,
  scopes: ReadonlySet<string>,
  enforcedIn: EnforcedIn,
): ApiKey => ({
  id: `user:${userId ?? name}`,
  name,
  workspace: workspace ?? undefined,
  scopes,
  admin: false,
  expiresAt: undefined,
  allowedModels: undefined,
  allowedProviders: undefined,
  logBodies: true,
  defaults: { config: undefined, metadata: {}, allowConfigOverride: true },
  enforced: (workspace === null ? undefined : enforcedIn(workspace)) ?? NOTHING_ENFORCED,
});
