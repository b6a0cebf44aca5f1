import type { WorkspaceRole } from './members.ts';
import type { Scope } from './scopes.ts';
import type { OrganisationRole } from './users.ts';

/** A key for the invited in each of the invite's workspaces. */
export interface InviteKey {
  readonly name?: string | null;
  /** ISO 8601. */
  readonly expiry?: string | null;
  readonly metadata?: Readonly<Record<string, string>> | null;
  readonly scopes: readonly Scope[];
}

/** `POST /v1/admin/users/invites` */
export interface CreateInvite {
  readonly email: string;
  readonly role: OrganisationRole;
  readonly workspaces?: readonly { readonly id: string; readonly role: WorkspaceRole }[] | null;
  readonly workspace_api_key_details?: InviteKey | null;
}

/** The link that the invited follow; told when it is made. */
export interface InviteLink {
  readonly id: string;
  readonly invite_link: string;
  /** The same, as one of Portkey's clients spells it. */
  readonly inviteLink: string;
}

/** How an invite is shown. */
export type InviteView = {
  readonly object: 'invite';
  readonly origin: 'api';
  readonly id: string;
  readonly email: string;
  readonly role: OrganisationRole;
  readonly status: 'pending' | 'accepted' | 'cancelled' | 'expired';
  readonly workspaces: readonly { readonly id: string; readonly role: WorkspaceRole }[];
  readonly invited_by: string;
  readonly created_at: string;
  readonly last_updated_at: string;
  readonly expires_at: string;
  readonly accepted_at: string | null;
};
