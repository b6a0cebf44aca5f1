import type { InviteKey } from '@sluice/contract';
import type { OrganisationRole } from '@sluice/store';
import { refused } from '../../admin-fault.ts';
import type { Principal } from '../../principal.ts';
import type { Scope } from '../../scopes.ts';
import { userScopes } from '../../user-scopes.ts';
import { inherit, requireNoWider, type Reach } from '../api-keys/bounds.ts';
import { readExpiry } from '../api-keys/create.ts';
import type { NewMember } from '../members/add.ts';

/** A key that whoever accepts will get, in one workspace. */
export interface PromisedKey {
  readonly name: string;
  readonly reach: Reach;
}

/**
 * Judges the keys that an invite promises now, by what its maker may.
 *
 * @throws FaultError `forbidden`, `invalid_request`
 */
export function promiseKeys(
  given: InviteKey,
  { email, role, places }: { readonly email: string; readonly role: OrganisationRole; readonly places: readonly NewMember[] },
  principal: Principal,
  now: number,
): readonly PromisedKey[] {
  const scopes = given.scopes as readonly Scope[];
  if (places.length === 0)
    throw refused(
      'invalid_request',
      '"workspace_api_key_details" needs "workspaces": a key of a user belongs to one',
      'workspaces',
      'invalid_value',
    );
  return places.map(({ id, role: member }) => {
    const most = userScopes(role, member);
    const beyond = most === 'all' ? [] : scopes.filter((scope) => !most.has(scope));
    if (beyond.length > 0)
      throw refused(
        'invalid_request',
        `"workspace_api_key_details.scopes" holds ${beyond.join(', ')}, which the role "${member}" does not give`,
        'workspace_api_key_details.scopes',
        'invalid_value',
      );
    const reach = inherit(principal, {
      workspaceId: id,
      scopes,
      allowedModels: undefined,
      allowedProviders: undefined,
      expiresAt: readExpiry(given.expiry ?? undefined, now),
      defaults: given.metadata ? { metadata: given.metadata } : {},
    });
    requireNoWider(principal, reach);
    return { name: given.name ?? email, reach };
  });
}
