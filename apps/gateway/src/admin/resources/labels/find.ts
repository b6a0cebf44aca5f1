import type { LabelsTable, Schema } from '@sluice/store';
import type { Kysely } from 'kysely';

/** A label by its id. Names are not unlike in the whole organisation. */
export const findLabel = (id: string, db: Kysely<Schema>): Promise<LabelsTable | undefined> =>
  db.selectFrom('labels').selectAll().where('id', '=', id).executeTakeFirst();

/** Whether things of a workspace may bear a label. */
export const isLabelOf = (label: LabelsTable, workspaceId: string | null): boolean =>
  label.workspace_id === null || label.workspace_id === workspaceId;

/** A label, other than this one, that somebody could mean by the same name where this one may be borne. */
export const namesake = ({ id, name, workspace_id: workspaceId }: Pick<LabelsTable, 'id' | 'name' | 'workspace_id'>, db: Kysely<Schema>) =>
  db
    .selectFrom('labels')
    .select('id')
    .where('name', '=', name)
    .where('id', '!=', id)
    .$if(workspaceId !== null, (query) =>
      query.where((row) => row.or([row('workspace_id', 'is', null), row('workspace_id', '=', workspaceId)])),
    )
    .executeTakeFirst();

/** The prompts with a version that bears a label. @returns Their ids. */
export async function promptsWith(labelId: string, db: Kysely<Schema>): Promise<readonly string[]> {
  const rows = await db.selectFrom('prompt_labels').select('prompt_id').where('label_id', '=', labelId).execute();
  return rows.map((row) => row.prompt_id);
}
