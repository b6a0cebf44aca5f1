import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Which of the two databases it is. */
export type Engine = 'sqlite' | 'postgres';

/** One database by its two ways: reading never stands behind a writer that waits. `S`: the tables in it. */
export interface Database<S = Schema> {
  readonly engine: Engine;
  /** Whether there is reason to think, from outside, that it takes changes. */
  readonly writable: boolean;
  /** Refuses to write. */
  readonly reading: Kysely<S>;
  /** Each of its transactions is the only one that writes, from its first statement on. */
  readonly writing: Kysely<S>;
  close(): Promise<void>;
}

/** How long the database may take. */
export interface Patience {
  /** For one statement, a connection or a turn. */
  readonly patienceMs: number;
}

/** Of whoever serves: a caller is not kept waiting for longer. */
export const SERVING: Patience = { patienceMs: 5_000 };

/** Of whoever changes the whole of it: migrations, backups, another encryption key. */
export const LABOURING: Patience = { patienceMs: 120_000 };
