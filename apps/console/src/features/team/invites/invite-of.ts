import type { CreateInvite, OrganisationRole, WorkspaceRole } from '@sluice/contract';

/** An invite as it is typed. */
export interface InviteDraft {
  readonly email: string;
  readonly role: OrganisationRole;
  /** Roles by the ids of workspaces. */
  readonly places: Readonly<Record<string, WorkspaceRole>>;
  readonly withKey: boolean;
}

/** An invite as the API takes it. */
export const inviteOf = ({ email, role, places, withKey }: InviteDraft): CreateInvite => ({
  email: email.trim(),
  role,
  workspaces: Object.entries(places).map(([id, place]) => ({ id, role: place })),
  ...(withKey && Object.keys(places).length > 0 && { workspace_api_key_details: { scopes: ['completions.write', 'prompts.render'] } }),
});
