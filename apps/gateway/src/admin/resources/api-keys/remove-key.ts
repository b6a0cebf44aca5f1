import type { Writing } from '@sluice/store';
import { audit } from '../../audit.ts';
import type { Principal } from '../../principal.ts';
import { removeUsage } from '../../usage.ts';
import { scopedAs } from './scoped.ts';
import { viewApiKey } from './view.ts';

/** Takes a key away, what it is found by and what it has used with it. */
export async function removeKey(id: string, writing: Writing): Promise<void> {
  const { tx, changed } = writing;
  await tx.deleteFrom('api_key_hashes').where('api_key_id', '=', id).execute();
  await tx.deleteFrom('api_keys').where('id', '=', id).execute();
  await removeUsage(writing, 'api_keys', id);
  changed('api_keys', id);
}

/** Takes all keys of a user away, in all workspaces or in one, and writes each down. */
export async function removeKeysOfUser(
  userId: string,
  workspaceId: string | undefined,
  principal: Principal,
  writing: Writing,
): Promise<void> {
  const all = writing.tx.selectFrom('api_keys').selectAll().where('user_id', '=', userId);
  const rows = await (workspaceId === undefined ? all : all.where('workspace_id', '=', workspaceId)).execute();
  for (const row of rows) {
    await audit(writing, principal, {
      action: `${scopedAs(row)}.delete`,
      resource: 'API key',
      id: row.id,
      workspaceId: row.workspace_id,
      before: await viewApiKey(row, writing.now, writing.tx),
      after: undefined,
    });
    await removeKey(row.id, writing);
  }
}

/** The ids of a user's keys. */
export async function keysOfUser({ tx }: Writing, userId: string): Promise<readonly string[]> {
  const rows = await tx.selectFrom('api_keys').select('id').where('user_id', '=', userId).execute();
  return rows.map(({ id }) => id);
}
