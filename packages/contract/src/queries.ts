import type { PageQuery, WorkspaceQuery } from './list.ts';
import type { WorkspaceRole } from './members.ts';
import type { OrganisationRole } from './users.ts';

/** Where a thing is; where it is elsewhere, it is not there. */
export interface WhereQuery extends OrganisationQuery {
  /** Id or slug. */
  readonly workspace_id?: string;
}

/** `GET /v1/collections` */
export interface SearchQuery extends WorkspaceQuery {
  /** In names and slugs, whatever the case. */
  readonly search?: string;
}

/** `GET /v1/prompts`, `GET /v1/prompts/partials` */
export interface InCollectionQuery extends SearchQuery {
  /** Id or slug. */
  readonly collection_id?: string;
}

/** `GET /v1/labels` */
export interface LabelsQuery extends SearchQuery, OrganisationQuery {}

/** There is one organisation; clients name it in both spellings. */
export interface OrganisationQuery {
  readonly organisation_id?: 'organisation' | null;
  readonly organization_id?: 'organisation' | null;
}

/** `GET /v1/integrations` */
export interface IntegrationsQuery extends WorkspaceQuery {
  readonly type?: 'workspace' | 'organisation' | 'all';
}

/** `DELETE /v1/integrations/{key}/models` */
export interface ForgetModelsQuery {
  /** Separated by commas. */
  readonly slugs: string;
}

/** `GET /v1/admin/users` */
export interface UsersQuery extends WorkspaceQuery {
  readonly role?: OrganisationRole;
  /** All of it. */
  readonly email?: string;
  /** In names and e-mail addresses, whatever the case. */
  readonly search?: string;
}

/** `GET /v1/admin/users/invites` */
export interface InvitesQuery extends Omit<UsersQuery, 'search'> {
  readonly status?: 'pending' | 'accepted' | 'cancelled' | 'expired';
}

/** `GET /v1/admin/workspaces` */
export interface WorkspacesQuery extends WorkspaceQuery {
  /** A part of the name. */
  readonly name?: string;
  readonly exact_name?: string;
  readonly status?: 'active' | 'archived';
}

/** `GET /v1/admin/workspaces/{key}` */
export interface OneWorkspaceQuery extends WhereQuery {
  /** Whether its people are told, all of them. Default: true. */
  readonly with_users?: boolean;
}

/** `GET /v1/admin/workspaces/{workspace}/users` */
export interface MembersQuery extends PageQuery {
  readonly email?: string;
  readonly role?: WorkspaceRole;
}
