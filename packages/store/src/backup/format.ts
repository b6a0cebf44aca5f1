import { createHash, type Hash } from 'node:crypto';
import { StoreError } from '../store-error.ts';

/** The first line of a backup. */
export interface Header {
  readonly format: 'sluice-backup';
  readonly version: 1;
  /** The last migration of the database that it is of. */
  readonly schema: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A line of a backup: one row of a table. */
export interface RowLine {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** The last line: what came before it, so that a file that was cut is not taken for a whole one. */
export interface Trailer {
  readonly rows: number;
  /** Of all lines before. */
  readonly sha256: string;
}

/** Counts the rows of a backup and sums up its lines. */
export class Tally {
  readonly #hash: Hash = createHash('sha256');
  #rows = 0;

  line(line: string): void {
    this.#hash.update(line).update('\n');
  }

  row(line: string): void {
    this.line(line);
    this.#rows++;
  }

  trailer(): Trailer {
    return { rows: this.#rows, sha256: this.#hash.copy().digest('hex') };
  }
}

/** @throws StoreError `unreadable` */
export function readHeader(line: string | undefined): Header {
  const header = line === undefined ? {} : parseLine<Partial<Header>>(line);
  if (header.format !== 'sluice-backup' || typeof header.schema !== 'string') throw notWhole('it does not begin as one');
  if (header.version !== 1) throw new StoreError('too_new', 'The backup was made by a later version of Sluice: use that one');
  return header as Header;
}

/** @throws StoreError `unreadable` */
export function parseLine<T extends object>(line: string): T {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value as T;
  } catch {
    // Told below.
  }
  throw notWhole('a line in it is none of a backup');
}

/** What is said of a file that is none of ours, or not all of it. */
export const notWhole = (why: string, cause?: unknown) =>
  new StoreError('unreadable', `This is not a whole backup (${why}); nothing was restored`, { cause });
