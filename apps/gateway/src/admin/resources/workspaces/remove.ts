import type { Schema, Writing } from '@sluice/store';
import type { Kysely } from 'kysely';
import { refused } from '../../admin-fault.ts';
import type { Asked } from '../../route.ts';
import { removeWorkspaceUsage } from '../../usage.ts';
import { DEFAULT_WORKSPACE } from '../../place.ts';
import type { WorkspaceRow } from './view.ts';

/** What people have put into a workspace, by the words for it. */
const HELD = {
  'API keys': 'api_keys',
  'virtual keys or providers': 'providers',
  integrations: 'integrations',
  configs: 'configs',
  prompts: 'prompts',
  partials: 'partials',
  guardrails: 'guardrails',
} as const;

/**
 * Removes a workspace that is empty; its members, collections and labels go with it. One that holds anything stays:
 * somebody's calls go through what is in it.
 *
 * @throws FaultError `conflict`, `invalid_request`
 */
export async function removeWorkspace(row: WorkspaceRow, { body }: Asked, writing: Writing): Promise<void> {
  const { tx, changed } = writing;
  if (row.slug === DEFAULT_WORKSPACE)
    throw refused(
      'conflict',
      'The default workspace stays: things go there when their makers name no other',
      'workspace_id',
      'default_workspace',
    );
  if (body['name'] !== row.name)
    throw refused('invalid_request', '"name" is not the name of this workspace: say which one you mean to remove', 'name', 'name_mismatch');
  const held = await heldBy(row.id, tx);
  if (held.length > 0)
    throw refused('conflict', `The workspace "${row.name}" still holds ${held.join(', ')}: remove them first`, 'workspace_id', 'not_empty');
  const labels = await tx.selectFrom('labels').select('id').where('workspace_id', '=', row.id).execute();
  for (const { id } of labels) changed('labels', id);
  await tx.deleteFrom('labels').where('workspace_id', '=', row.id).execute();
  await tx.updateTable('collections').set({ parent_collection_id: null }).where('workspace_id', '=', row.id).execute();
  await tx.deleteFrom('collections').where('workspace_id', '=', row.id).execute();
  await tx.deleteFrom('workspaces').where('id', '=', row.id).execute();
  await removeWorkspaceUsage(writing, row.id);
  changed('workspaces', row.id);
}

async function heldBy(workspaceId: string, db: Kysely<Schema>): Promise<string[]> {
  const held: string[] = [];
  for (const [words, table] of Object.entries(HELD)) {
    const any = await db.selectFrom(table).select('id').where('workspace_id', '=', workspaceId).limit(1).executeTakeFirst();
    if (any) held.push(words);
  }
  return held;
}
