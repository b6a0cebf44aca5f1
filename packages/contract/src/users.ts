/** What a user is in the organisation. */
export type OrganisationRole = 'owner' | 'admin' | 'member';

/** `PUT /v1/admin/users/{id}` */
export interface UpdateUser {
  readonly role?: OrganisationRole;
  readonly status?: 'active' | 'disabled';
  readonly first_name?: string;
  readonly last_name?: string;
}

/** How a user is shown. */
export type UserView = {
  readonly object: 'user';
  readonly origin: 'api';
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly role: OrganisationRole;
  readonly email: string;
  readonly status: 'active' | 'disabled';
  readonly workspace_ids: readonly string[];
  readonly created_at: string;
  readonly last_updated_at: string;
};
