import type { WorkspaceSummary } from './workspaces.ts';
import type { WorkspaceRole } from './members.ts';

/** What is answered where something was made or changed: by what it is found. */
export interface Reference<Kind extends string> {
  readonly id: string;
  readonly slug: string;
  readonly object: Kind;
}

/** What is answered to the creation of a virtual key. */
export interface VirtualKeyMade extends Reference<'virtual-key'> {
  readonly success: true;
  readonly data: Reference<'virtual-key'>;
}

/** What is answered to the creation of an integration. */
export interface IntegrationMade extends Reference<'integration'> {
  /** Of the provider that was made as well. */
  readonly provider_id?: string;
  readonly provider_slug?: string;
}

/** What is answered to the creation of a guardrail, or to a change. */
export interface GuardrailMade extends Reference<'guardrail'> {
  readonly version_id: string;
}

/** What is answered to the creation of a workspace: its people by their ids. */
export type WorkspaceMade = WorkspaceSummary & {
  readonly users: readonly { readonly id: string; readonly role: WorkspaceRole }[];
};
