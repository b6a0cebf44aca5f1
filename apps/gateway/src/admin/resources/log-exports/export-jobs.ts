import { FaultError } from '@sluice/provider-sdk';
import { isStoreError } from '@sluice/store';
import type { ExportRow } from '@sluice/store/logs';
import type { AdminMeans } from '../../means.ts';
import { exportLines } from './export-lines.ts';
import { FILES_KEPT_MS, removeExportFile, removeExportFiles, writeExportFile } from './export-files.ts';

/** At once, of this process. */
const MOST_JOBS = 4;

/** And of those who asks may have, so that there is room for others. */
const MOST_JOBS_EACH = 2;

/** How often a job says that it goes on, and looks whether it should. */
const TELL_EVERY_MS = 2_000;

/** One that has said nothing for so long is gone with its process. */
const SILENT_MS = 60_000;

type JobMeans = Pick<AdminMeans, 'store' | 'logs' | 'exportsDir' | 'ending' | 'now'>;

/** Exports that this process is writing. */
export class ExportJobs {
  readonly #means: JobMeans;
  /** By id: who had it started. */
  readonly #running = new Map<string, string>();

  constructor(means: JobMeans) {
    this.#means = means;
  }

  /**
   * Begins to write a file; whoever wants to know asks for the export.
   *
   * @param by Who wants it: `key:<id>`.
   * @throws FaultError `overloaded`, `rate_limited`, `conflict`
   */
  async start(row: ExportRow, by: string): Promise<void> {
    if ([...this.#running.values()].filter((each) => each === by).length >= MOST_JOBS_EACH)
      throw new FaultError({
        kind: 'rate_limited',
        message: `${MOST_JOBS_EACH} exports of yours are being written here already: start it when one of them is done`,
        code: 'too_many_exports',
        retryAfterMs: 5_000,
      });
    if (this.#running.size >= MOST_JOBS)
      throw new FaultError({
        kind: 'overloaded',
        message: `${MOST_JOBS} exports are being written here already: start it when one of them is done`,
        code: 'too_many_exports',
        retryAfterMs: 5_000,
      });
    const { logs, now } = this.#means;
    const change = { status: 'in_progress', total: 0, reason: null, updatedAt: now() } as const;
    if (this.#running.has(row.id)) throw isWritten(row);
    // Its place is taken at once: others ask meanwhile.
    this.#running.set(row.id, by);
    try {
      if (!(await logs.changeExport(row.id, ['draft', 'failed', 'stopped', 'success'], change))) throw isWritten(row);
    } catch (error) {
      this.#running.delete(row.id);
      throw error;
    }
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
      const isKept = await logs.changeExport(row.id, ['in_progress'], { status: 'success', total, updatedAt: now() });
      // Somebody has stopped it, or erased what it may hold, while the last of it was written.
      if (!isKept) await removeExportFile(exportsDir, row.id);
    } catch (error) {
      if (stopped.signal.aborted) return;
      const reason = ending.aborted ? INTERRUPTED : whyOf(error);
      // Where not even this can be written, the row's silence tells it.
      await logs.changeExport(row.id, ['in_progress'], { status: 'failed', total, reason, updatedAt: now() }).catch(() => {});
    }
  }
}

const isWritten = ({ id }: ExportRow) =>
  new FaultError({ kind: 'conflict', message: `The export "${id}" is being written already`, code: 'in_progress' });

const INTERRUPTED = 'The gateway that wrote it was stopped: start it again';

function whyOf(error: unknown): string {
  if (isStoreError(error, 'unavailable')) return 'The database did not answer: start it again';
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return 'The disk is full: make room, then start it again';
  return `It could not be written (${code ?? message}): start it again`;
}
