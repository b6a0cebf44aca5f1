import type { Schema } from '@sluice/store';
import type { Kysely } from 'kysely';
import { forbidden, notFound, refused } from './admin-fault.ts';
import { knows, may, type Principal } from './principal.ts';
import type { Scope } from './scopes.ts';

/** The workspace that things belong to when nobody says another. */
export const DEFAULT_WORKSPACE = 'default';

/**
 * The workspace in which something is to be made: the one that is named by id or slug, else the maker's own, else the
 * default one.
 *
 * @returns Its id.
 * @throws FaultError `not_found` for none that the maker knows of; `forbidden` where it may not make this there.
 */
export async function placeFor(named: string | undefined, principal: Principal, scope: Scope, db: Kysely<Schema>): Promise<string> {
  const id = await workspaceId(named ?? principal.home ?? DEFAULT_WORKSPACE, principal, db);
  if (!may(principal, scope, id)) throw forbidden(scope, `in the workspace "${named ?? id}"`);
  return id;
}

/** @throws FaultError `not_found` for a workspace that is not there, or that the asker has nothing to do with. */
export async function workspaceId(named: string, principal: Principal, db: Kysely<Schema>): Promise<string> {
  const row = await db
    .selectFrom('workspaces')
    .select(['id', 'status'])
    .where((where) => where.or([where('id', '=', named), where('slug', '=', named)]))
    .executeTakeFirst();
  if (!row || !knows(principal, row.id)) throw notFound('workspace', named);
  if (row.status === 'archived') throw refused('conflict', `The workspace "${named}" is archived`, 'workspace_id', 'archived');
  return row.id;
}
