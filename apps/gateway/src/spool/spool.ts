import type { LogEntry } from '@sluice/store/logs';
import { join } from 'node:path';
import type { Begun } from './begun.ts';
import { Segment } from './segment.ts';

export interface SpoolOptions {
  readonly folder: string;
  /** A file that has more is followed by another. Default: 8 MiB. */
  readonly segmentBytes?: number;
  /** All files together; what comes beyond is not written. Default: 4 GiB. */
  readonly mostBytes?: number;
  /** Told once when lines cannot be written, and why; and once when they can be again. */
  readonly onLost: (error: unknown) => void;
  readonly onBack: () => void;
}

const SEGMENT_BYTES = 8 * 1024 * 1024;

const MOST_BYTES = 4 * 1024 ** 3;

/** A file in which all is kept elsewhere is emptied once it has grown to this. */
const WORTH_EMPTYING_BYTES = 256 * 1024;

/**
 * Has a line of each request that is under way and of each record that the database does not have yet, on disk at the moment
 * at which it is told. A killed process leaves it to whoever starts next.
 */
export class Spool {
  readonly #options: SpoolOptions;
  readonly #segmentBytes: number;
  readonly #mostBytes: number;
  #segments: Segment[] = [];
  #made = 0;
  #unwritten = 0;
  #lost = false;

  constructor(options: SpoolOptions) {
    this.#options = options;
    this.#segmentBytes = options.segmentBytes ?? SEGMENT_BYTES;
    this.#mostBytes = options.mostBytes ?? MOST_BYTES;
  }

  /** On disk. */
  get bytes(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.bytes, 0);
  }

  /** Lines that could not be written since the start. */
  get unwritten(): number {
    return this.#unwritten;
  }

  begin(begun: Begun): void {
    this.#add(begun.id, { begun });
  }

  end(entry: LogEntry): void {
    this.#add(entry.id, { entry });
  }

  /** The database has them, or nobody will: their lines are not needed any more. */
  done(ids: readonly string[]): void {
    for (const segment of this.#segments) for (const id of ids) segment.open.delete(id);
    const last = this.#segments.at(-1);
    this.#segments = this.#segments.filter((segment) => {
      if (segment === last || segment.open.size > 0) return true;
      segment.remove();
      return false;
    });
    if (last && last.open.size === 0 && last.bytes > WORTH_EMPTYING_BYTES) last.empty();
  }

  /** What nobody needs any more goes; all else stays for the next start. */
  close(): void {
    for (const segment of this.#segments) {
      if (segment.open.size === 0) segment.remove();
      else segment.close();
    }
    this.#segments = [];
  }

  #add(id: string, line: { readonly begun: Begun } | { readonly entry: LogEntry }): void {
    try {
      this.#current().add(id, JSON.stringify(line));
      if (this.#lost) this.#options.onBack();
      this.#lost = false;
    } catch (error) {
      // A full disk costs lines and no requests.
      this.#unwritten++;
      if (!this.#lost) this.#options.onLost(error);
      this.#lost = true;
    }
  }

  #current(): Segment {
    const last = this.#segments.at(-1);
    if (last && last.bytes < this.#segmentBytes) return last;
    if (this.bytes > this.#mostBytes) throw new Error(`the spool holds ${this.bytes} bytes, which is its limit`);
    const segment = new Segment(join(this.#options.folder, `${String(++this.#made).padStart(8, '0')}.jsonl`));
    this.#segments.push(segment);
    return segment;
  }
}
