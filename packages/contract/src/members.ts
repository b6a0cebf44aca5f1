import type { OrganisationRole } from './users.ts';

/** What a user is in a workspace. */
export type WorkspaceRole = 'admin' | 'manager' | 'member';

/** `POST /v1/admin/workspaces/{id}/users` */
export interface AddMembers {
  readonly users: readonly { readonly id: string; readonly role: WorkspaceRole }[];
}

/** `PUT /v1/admin/workspaces/{id}/users/{user}` */
export interface UpdateMember {
  readonly role: WorkspaceRole;
}

/** How a member of a workspace is shown. */
export type MemberView = {
  readonly object: 'workspace-user';
  /** The user's. */
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly org_role: OrganisationRole;
  readonly role: WorkspaceRole;
  readonly status: 'active' | 'disabled';
  readonly workspace_id: string;
  /** What the role lets its member do. */
  readonly scopes: readonly string[];
  readonly settings: null;
  readonly created_at: string;
  readonly last_updated_at: string;
};
