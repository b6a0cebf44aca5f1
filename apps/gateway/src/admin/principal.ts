import type { ApiKey } from '@sluice/core';
import type { Scope } from './scopes.ts';

/** Who asks the admin API, and what it may do where. */
export interface Principal {
  /** As the audit log calls it: `key:<id>`, `user:<id>`, `root`. */
  readonly actor: string;
  /** For people. */
  readonly name: string;
  /** Undefined for a key that is nobody's. */
  readonly userId: string | undefined;
  /** What it asks with, and whose bounds hold for all keys that it makes; undefined for somebody who signed in. */
  readonly key?: ApiKey | undefined;
  /** Where it works when it does not say where; undefined for one that is not bound to a workspace. */
  readonly home: string | undefined;
  /** What it may do everywhere and to what belongs to no workspace. */
  readonly everywhere: ReadonlySet<Scope> | 'all';
  /** What it may do in a workspace beyond that, by the workspace's id. */
  readonly inWorkspaces: ReadonlyMap<string, ReadonlySet<Scope>>;
}

/** Whether somebody may do something to what belongs to a workspace; null is what belongs to the whole organisation. */
export function may({ everywhere, inWorkspaces }: Principal, scope: Scope, workspaceId: string | null): boolean {
  if (everywhere === 'all' || everywhere.has(scope)) return true;
  return workspaceId !== null && inWorkspaces.get(workspaceId)?.has(scope) === true;
}

/** Whether there is any place where somebody may do something. */
export const mayAnywhere = ({ everywhere, inWorkspaces }: Principal, scope: Scope): boolean =>
  everywhere === 'all' || everywhere.has(scope) || [...inWorkspaces.values()].some((scopes) => scopes.has(scope));

/** The workspaces in which somebody may do something: their ids, or all of them. */
export function whereMay({ everywhere, inWorkspaces }: Principal, scope: Scope): 'all' | readonly string[] {
  if (everywhere === 'all' || everywhere.has(scope)) return 'all';
  return [...inWorkspaces].filter(([, scopes]) => scopes.has(scope)).map(([id]) => id);
}

/** Whether somebody has any business in a workspace, so that what is in it need not be hidden. */
export const knows = ({ everywhere, inWorkspaces }: Principal, workspaceId: string | null): boolean =>
  everywhere === 'all' || everywhere.size > 0 || (workspaceId !== null && inWorkspaces.has(workspaceId));

/** Whether somebody could do all of this itself: nobody makes anything mightier than itself. */
export const mayAll = (principal: Principal, scopes: Iterable<Scope>, workspaceId: string | null): boolean =>
  [...scopes].every((scope) => may(principal, scope, workspaceId));
