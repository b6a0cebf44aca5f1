import { FaultError } from '@sluice/provider-sdk';
import { isStoreError } from '@sluice/store';
import type { ExportRow } from '@sluice/store/logs';
import type { AdminMeans } from '../../means.ts';
import { exportLines } from './export-lines.ts';
import { FILES_KEPT_MS, removeExportFiles, writeExportFile } from './export-files.ts';

/** At once, of this process. */
const MOST_JOBS = 4;

/** How often a job says that it goes on, and looks whether it should. */
const TELL_EVERY_MS = 2_000;

/** One that has said nothing for so long is gone with its process. */
const SILENT_MS = 60_000;

type JobMeans = Pick<AdminMeans, 'store' | 'logs' | 'exportsDir' | 'ending' | 'now'>;

/** Exports that this process is writing. */
export class ExportJobs {
  readonly #means: JobMeans;
  readonly #running = new Set<string>();

  constructor(means: JobMeans) {
    this.#means = means;
  }

  /** Begins to write a file; whoever wants to know asks for the export. @throws FaultError `overloaded`, `conflict` */
  async start(row: ExportRow): Promise<void> {
    if (this.#running.size >= MOST_JOBS)
      throw new FaultError({
        kind: 'overloaded',
        message: `${MOST_JOBS} exports are being written here already: start it when one of them is done`,
        code: 'too_many_exports',
        retryAfterMs: 5_000,
      });
    const { logs, now } = this.#means;
    const change = { status: 'in_progress', total: 0, reason: null, updatedAt: now() } as const;
    if (!(await logs.changeExport(row.id, ['draft', 'failed', 'stopped', 'success'], change)))
      throw new FaultError({ kind: 'conflict', message: `The export "${row.id}" is being written already`, code: 'in_progress' });
    this.#running.add(row.id);
    void this.#write(row).finally(() => this.#running.delete(row.id));
  }

  /** How an export stands: one whose process was stopped in the middle has failed. */
  async judged(row: ExportRow): Promise<ExportRow> {
    const { logs, now } = this.#means;
    if (row.status !== 'in_progress' || this.#running.has(row.id) || now() - row.updatedAt < SILENT_MS) return row;
    const change = { status: 'failed', reason: INTERRUPTED, updatedAt: now() } as const;
    await logs.changeExport(row.id, ['in_progress'], change);
    return (await logs.findExport(row.id)) ?? row;
  }

  async #write(row: ExportRow): Promise<void> {
    const { logs, exportsDir, ending, now } = this.#means;
    const before = now() + 1;
    const stopped = new AbortController();
    const signal = AbortSignal.any([ending, stopped.signal]);
    let total = 0;
    let toldAt = now();
    const pieces = async function* (this: ExportJobs) {
      for await (const { text, records } of exportLines(row, before, this.#means)) {
        total += records;
        yield text;
        if (now() - toldAt < TELL_EVERY_MS) continue;
        toldAt = now();
        // Somebody may have cancelled it, here or in another process.
        if (!(await logs.changeExport(row.id, ['in_progress'], { total, updatedAt: toldAt }))) stopped.abort();
      }
    }.bind(this);
    try {
      await removeExportFiles(exportsDir, now() - FILES_KEPT_MS);
      await writeExportFile(exportsDir, row.id, pieces(), signal);
      await logs.changeExport(row.id, ['in_progress'], { status: 'success', total, updatedAt: now() });
    } catch (error) {
      if (stopped.signal.aborted) return;
      const reason = ending.aborted ? INTERRUPTED : whyOf(error);
      // Where not even this can be written, the row's silence tells it.
      await logs.changeExport(row.id, ['in_progress'], { status: 'failed', total, reason, updatedAt: now() }).catch(() => {});
    }
  }
}

const INTERRUPTED = 'The gateway that wrote it was stopped: start it again';

function whyOf(error: unknown): string {
  if (isStoreError(error, 'unavailable')) return 'The database did not answer: start it again';
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return 'The disk is full: make room, then start it again';
  return `It could not be written (${code ?? message}): start it again`;
}
