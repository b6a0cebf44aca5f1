/** What a statement may be given, and what a row may hold. */
export type SqliteValue = null | number | bigint | string | Uint8Array;

/** What the thread is started with. */
export interface ThreadSettings {
  readonly file: string;
  readonly readOnly: boolean;
  /** How long SQLite waits for somebody else's lock. */
  readonly busyMs: number;
}

/** One statement, on one of the thread's connections. */
export interface Question {
  readonly id: number;
  readonly connection: number;
  readonly sql: string;
  readonly parameters: readonly SqliteValue[];
  /** When nobody waits for it any more, in milliseconds since the epoch. */
  readonly until: number;
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
