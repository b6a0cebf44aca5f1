import type { OrganisationRole, WorkspaceRole } from '@sluice/store';
import { refused } from './admin-fault.ts';
import { mayAll, type Principal } from './principal.ts';
import { ORGANISATION_ROLES, WORKSPACE_ROLES } from './roles.ts';

/**
 * Sees that nobody gives a role above its own, nor takes one from somebody who stands above.
 *
 * @throws FaultError `forbidden`
 */
export function requireRank(principal: Principal, role: OrganisationRole): void {
  const scopes = ORGANISATION_ROLES[role];
  const mayGive = scopes === 'all' ? principal.everywhere === 'all' : mayAll(principal, scopes, null);
  if (!mayGive) throw tooHigh(role, 'of the organisation');
}

/** The same for a role in a workspace. @throws FaultError `forbidden` */
export function requireRankIn(principal: Principal, role: WorkspaceRole, workspaceId: string): void {
  if (!mayAll(principal, WORKSPACE_ROLES[role], workspaceId)) throw tooHigh(role, 'of this workspace');
}

const tooHigh = (role: string, where: string) =>
  refused('forbidden', `The role "${role}" ${where} may do more than you may: ask somebody who has it`, 'role', 'role_too_high');
