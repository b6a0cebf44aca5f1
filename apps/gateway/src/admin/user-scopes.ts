import type { OrganisationRole, WorkspaceRole } from '@sluice/store';
import { ORGANISATION_ROLES, WORKSPACE_ROLES } from './roles.ts';
import { isScope, type Scope } from './scopes.ts';

/** What a user may do in a workspace. `member` is the role there; undefined for somebody who is none of its members. */
export function userScopes(role: OrganisationRole, member: WorkspaceRole | undefined): ReadonlySet<Scope> | 'all' {
  const everywhere = ORGANISATION_ROLES[role];
  if (everywhere === 'all' || member === undefined) return everywhere;
  return new Set([...everywhere, ...WORKSPACE_ROLES[member]]);
}

/** What a key of a user may do: what it was given, and never more than its user may at this moment. */
export function userKeyScopes(scopes: Iterable<string>, role: OrganisationRole, member: WorkspaceRole | undefined): ReadonlySet<Scope> {
  const most = userScopes(role, member);
  return new Set([...scopes].filter(isScope).filter((scope) => most === 'all' || most.has(scope)));
}
