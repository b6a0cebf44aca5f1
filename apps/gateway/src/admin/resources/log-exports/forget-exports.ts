import type { LogFilter } from '@sluice/store/logs';
import type { AdminMeans } from '../../means.ts';
import { removeExportFile, removeExportFiles } from './export-files.ts';

/** Exports that are looked at at once. */
const PAGE = 500;

/**
 * Removes files of exports that may hold what was erased in these workspaces: theirs, and those of the whole organisation. What
 * is still there is written again when it is asked for; one that is being written has failed.
 */
export async function forgetExports(
  workspaces: LogFilter['workspaces'],
  { logs, exportsDir, now }: Pick<AdminMeans, 'logs' | 'exportsDir' | 'now'>,
): Promise<void> {
  const holding = workspaces === 'all' ? 'all' : [...workspaces, ''];
  for (let offset = 0; ; offset += PAGE) {
    const { rows } = await logs.listExports(holding, { offset, size: PAGE });
    for (const { id } of rows) {
      await logs.changeExport(id, ['in_progress'], { status: 'failed', total: 0, reason: ERASED, updatedAt: now() });
      await removeExportFile(exportsDir, id);
    }
    if (rows.length < PAGE) break;
  }
  // Whatever nobody knows of any more.
  if (workspaces === 'all') await removeExportFiles(exportsDir);
}

const ERASED = 'Records were erased while it was written: start it again';
