import type { Writing } from '@sluice/store';

/** Takes keys away, those in transition with them. */
export async function removeKeys(ids: readonly string[], { tx, changed }: Writing): Promise<void> {
  for (const id of ids) {
    await tx.deleteFrom('api_key_hashes').where('api_key_id', '=', id).execute();
    await tx.deleteFrom('api_keys').where('id', '=', id).execute();
    changed('api_keys', id);
  }
}

/** The ids of a user's keys, in all workspaces or in one. */
export async function keysOfUser({ tx }: Writing, userId: string, workspaceId?: string): Promise<readonly string[]> {
  const all = tx.selectFrom('api_keys').select('id').where('user_id', '=', userId);
  const rows = await (workspaceId === undefined ? all : all.where('workspace_id', '=', workspaceId)).execute();
  return rows.map(({ id }) => id);
}
