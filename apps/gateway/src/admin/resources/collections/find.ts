import type { CollectionsTable, Schema, Writing } from '@sluice/store';
import type { Kysely } from 'kysely';
import { randomUUID } from 'node:crypto';
import { refused } from '../../admin-fault.ts';
import { knows, type Principal } from '../../principal.ts';
import { slugFrom } from '../../slug.ts';

/** A collection by its id or slug. */
export const findCollection = (key: string, db: Kysely<Schema>): Promise<CollectionsTable | undefined> =>
  db
    .selectFrom('collections')
    .selectAll()
    .where((where) => where.or([where('id', '=', key), where('slug', '=', key)]))
    .executeTakeFirst();

/** The ids of the collections of this id or slug, of which there is one at most: to be asked with something else. */
export const collectionsNamed = (key: string, db: Kysely<Schema>) =>
  db
    .selectFrom('collections')
    .select('collections.id')
    .where((where) => where.or([where('collections.id', '=', key), where('collections.slug', '=', key)]));

/** The workspace of a collection that somebody names; undefined where there is none, or where it is none of their business. */
export async function workspaceOfCollection(
  key: string | null | undefined,
  principal: Principal,
  db: Kysely<Schema>,
): Promise<string | undefined> {
  const found = key ? await findCollection(key, db) : undefined;
  return found?.workspace_id && knows(principal, found.workspace_id) ? found.workspace_id : undefined;
}

/**
 * The collection that something of a workspace goes into: the one that is named, else the default one of the workspace,
 * which is made where there is none yet.
 *
 * @returns Its id.
 * @throws FaultError `invalid_request` for a collection that this workspace does not have.
 */
export async function collectionFor(
  key: string | null | undefined,
  workspaceId: string | null,
  writing: Writing,
  param = 'collection_id',
): Promise<string> {
  if (!key) return defaultCollection(workspaceId, writing);
  const found = await findCollection(key, writing.tx);
  if (found?.workspace_id === workspaceId) return found.id;
  throw refused('invalid_request', `There is no collection "${key}" in this workspace`, param, 'invalid_value');
}

/** The collection of a workspace that things go into whose makers say none. @returns Its id. */
export async function defaultCollection(workspaceId: string | null, { tx, now }: Writing): Promise<string> {
  const found = await tx
    .selectFrom('collections')
    .select('id')
    .where('workspace_id', workspaceId === null ? 'is' : '=', workspaceId)
    .where('is_default', '=', 1)
    .executeTakeFirst();
  if (found) return found.id;
  const id = randomUUID();
  const row = {
    id,
    slug: slugFrom('default'),
    name: 'Default',
    workspace_id: workspaceId,
    parent_collection_id: null,
    is_default: 1 as const,
  };
  await tx
    .insertInto('collections')
    .values({ ...row, created_at: now, updated_at: now })
    .execute();
  return id;
}
