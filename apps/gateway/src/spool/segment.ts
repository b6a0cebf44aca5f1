import { closeSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';

/** One file of a spool: lines are added, until the file is full or all that it holds is kept elsewhere. */
export class Segment {
  readonly #path: string;
  readonly #file: number;
  /** Requests that it has a line of and that are not yet kept elsewhere. */
  readonly open = new Set<string>();
  #bytes = 0;

  /** @throws NodeJS.ErrnoException */
  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, 'ax', 0o600);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Adds a line, which the system has when this returns: it outlives the process.
   *
   * @throws NodeJS.ErrnoException where the disk is full; half a line is then taken back.
   */
  add(id: string, line: string): void {
    const bytes = Buffer.from(`${line}\n`);
    try {
      for (let from = 0; from < bytes.length;) from += writeSync(this.#file, bytes, from);
    } catch (error) {
      ftruncateSync(this.#file, this.#bytes);
      throw error;
    }
    this.#bytes += bytes.length;
    this.open.add(id);
  }

  /** Takes everything out. */
  empty(): void {
    ftruncateSync(this.#file, 0);
    this.#bytes = 0;
  }

  remove(): void {
    closeSync(this.#file);
    rmSync(this.#path, { force: true });
  }

  close(): void {
    closeSync(this.#file);
  }
}
