import { refused } from '../../admin-fault.ts';
import type { AdminMeans } from '../../means.ts';
import { removeExportFile } from './export-files.ts';

/** That a workspace may have, and the organisation beside them. */
export const MOST_EXPORTS = 200;

/** Makes room for one export more: the oldest that are done go, with their files. @throws FaultError `conflict` where none is done. */
export async function makeRoom(workspace: string | null, { logs, exportsDir }: Pick<AdminMeans, 'logs' | 'exportsDir'>): Promise<void> {
  const { total, rows } = await logs.listExports([workspace ?? ''], { offset: 0, size: 2 * MOST_EXPORTS });
  if (total < MOST_EXPORTS) return;
  const done = rows.filter(({ status }) => status !== 'draft' && status !== 'in_progress').map(({ id }) => id);
  const leaving = done.slice(MOST_EXPORTS - 1 - total);
  if (leaving.length === 0)
    throw refused(
      'conflict',
      `There are ${total} exports here, and none of them is done: start or cancel one first`,
      undefined,
      'too_many_exports',
    );
  await logs.removeExports(leaving);
  for (const id of leaving) await removeExportFile(exportsDir, id);
}
