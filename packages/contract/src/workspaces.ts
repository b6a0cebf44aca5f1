import type { RateLimit, UsageLimit } from './limits.ts';
import type { MemberView, WorkspaceRole } from './members.ts';

/** What a workspace says for all calls of its keys. */
export interface WorkspaceDefaults {
  readonly metadata?: Readonly<Record<string, string>> | null;
  /** Slug of the config for requests that bring none, and whose key has none. */
  readonly config?: string | null;
  readonly input_guardrails?: readonly string[] | null;
  readonly output_guardrails?: readonly string[] | null;
}

interface WritableWorkspace {
  readonly description?: string | null;
  readonly defaults?: WorkspaceDefaults | null;
  readonly usage_limits?: readonly UsageLimit[] | null;
  readonly rate_limits?: readonly RateLimit[] | null;
}

/** `POST /v1/admin/workspaces` */
export interface CreateWorkspace extends WritableWorkspace {
  readonly name: string;
  readonly slug?: string;
  /** Ids of users, who become members, or users with their roles. */
  readonly users?: readonly (string | { readonly id: string; readonly role?: WorkspaceRole })[] | null;
}

/** `PUT /v1/admin/workspaces/{id or slug}` */
export interface UpdateWorkspace extends WritableWorkspace {
  readonly name?: string;
  readonly reset_usage?: boolean;
}

/** `DELETE /v1/admin/workspaces/{id or slug}` */
export interface RemoveWorkspace {
  /** The workspace's name, so that nobody removes the wrong one. */
  readonly name: string;
}

/** How a workspace stands in a list. */
export type WorkspaceSummary = {
  readonly object: 'workspace';
  readonly origin: 'api';
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly status: 'active' | 'archived';
  readonly is_default: 0 | 1;
  readonly defaults: WorkspaceDefaults & { readonly object: 'workspace' };
  readonly usage_limits: UsageLimit | null;
  readonly rate_limits: readonly RateLimit[];
  readonly created_at: string;
  readonly last_updated_at: string;
};

/** How one workspace is shown. */
export type WorkspaceView = WorkspaceSummary & { readonly users: readonly MemberView[] };
