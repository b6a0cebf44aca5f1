/** What a statement may be given, and what a row may hold. */
export type SqliteValue = null | number | bigint | string | Uint8Array;

/** What the thread is started with. */
export interface ThreadSettings {
  readonly file: string;
  readonly readOnly: boolean;
  /** How long SQLite waits for somebody else's lock. */
  readonly busyMs: number;
  readonly care: SqliteCare;
}

/**
 * - `each`: what is acknowledged is on the disk.
 * - `many`: for a great many small things. When the power goes, the last commits may be lost; when the process does,
 *   nothing is. The file can be made smaller in small steps.
 */
export type SqliteCare = 'each' | 'many';

/** One statement, on one of the thread's connections. */
export interface Question {
  readonly id: number;
  readonly connection: number;
  readonly sql: string;
  readonly parameters: readonly SqliteValue[];
  /** When nobody waits for it any more, in milliseconds since the epoch. */
  readonly until: number;
}

/** Many rows by few statements: one transaction of its own, all of it or nothing. */
export interface Batch {
  readonly id: number;
  readonly connection: number;
  readonly batch: readonly BatchStatement[];
  /** When nobody waits for it any more, in milliseconds since the epoch. */
  readonly until: number;
}

/** A statement that is run once for each row. One that asks has to find something for each, or nothing is done. */
export interface BatchStatement {
  readonly sql: string;
  /** How many parameters it takes. */
  readonly width: number;
  /** Of all rows, one behind the other: a list of lists takes the thread twice as long to be handed over. */
  readonly values: readonly SqliteValue[];
}

/** What became of it. */
export type Answer =
  | { readonly id: number; readonly rows: readonly unknown[]; readonly changes: number }
  | { readonly id: number; readonly error: SqliteFault };

/** What SQLite said; it does not always tell the number. */
export interface SqliteFault {
  readonly message: string;
  readonly code: number | undefined;
}

/** The part of `node:sqlite` that we use. */
export interface DatabaseSync {
  prepare(sql: string): StatementSync;
  exec(sql: string): void;
  close(): void;
}

/** A statement of it. */
export interface StatementSync {
  all(...parameters: readonly SqliteValue[]): unknown[];
  run(...parameters: readonly SqliteValue[]): { readonly changes: number | bigint };
  columns(): readonly unknown[];
}
