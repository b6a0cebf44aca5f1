import type { WorkspaceRole } from './members.ts';
import type { UserView } from './users.ts';

/** `POST /v1/admin/setup` */
export interface SetUp {
  readonly token: string;
  readonly email: string;
  readonly password: string;
  readonly first_name?: string;
  readonly last_name?: string;
}

/** `POST /v1/admin/sessions` */
export interface SignIn {
  readonly email: string;
  readonly password: string;
}

/** `PUT /v1/admin/password` */
export interface ChangePassword {
  readonly current_password: string;
  readonly password: string;
}

/** `POST /v1/admin/invites/accept` */
export interface AcceptInvite {
  readonly token: string;
  readonly password: string;
  readonly first_name?: string;
  readonly last_name?: string;
}

/** `GET /v1/admin/session`: who asks, and what they may do where. */
export type SessionView = {
  readonly object: 'session';
  /** Null for a key that is nobody's. */
  readonly user: UserView | null;
  /** As the audit log calls them. */
  readonly actor: string;
  readonly name: string;
  /** What may be done everywhere. */
  readonly scopes: readonly string[];
  readonly workspaces: readonly {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly role: WorkspaceRole | null;
    readonly scopes: readonly string[];
  }[];
  /** To be sent as `x-sluice-csrf` with whatever changes something; null for who asks with a key. */
  readonly csrf_token: string | null;
};

/** Keys that came with an invite; told this once. */
export type AcceptedInvite = SessionView & {
  readonly workspace_api_keys: readonly { readonly workspace_id: string; readonly id: string; readonly key: string }[];
};
