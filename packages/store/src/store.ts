import type { Kysely, Transaction } from 'kysely';
import type { ChangeKind, Schema } from './schema.ts';
import type { Vault } from './secrets/vault.ts';

/** What a change is written with. All of it is seen, or nothing. */
export interface Writing {
  readonly tx: Transaction<Schema>;
  /** Says that the data plane has to read this thing again. */
  readonly changed: (kind: ChangeKind, id: string) => void;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What was changed since a reader looked last. */
export interface ChangesSince {
  /** What to ask with next time. */
  readonly seq: number;
  /** `all` where the reader is too far behind for a list. */
  readonly changes: 'all' | readonly { readonly kind: ChangeKind; readonly id: string }[];
}

/** The database, open, with its migrations done and its key ring read. */
export interface Store {
  readonly engine: 'sqlite' | 'postgres';
  /** False where it was seen at the opening already that changes will not be taken: a file that may only be read. */
  readonly writable: boolean;
  /** For reading. */
  readonly db: Kysely<Schema>;
  readonly vault: Vault;
  /**
   * Runs one change in one transaction. Changes wait for each other, in all processes.
   *
   * @throws StoreError `unavailable` where the database does not answer in time or cannot be written; whatever `change` throws.
   */
  write<T>(change: (writing: Writing) => Promise<T>): Promise<T>;
  /** What was changed after `seq`; undefined as the first question. @throws StoreError `unavailable` */
  changesSince(seq: number | undefined): Promise<ChangesSince>;
  /** Reads several tables as they were at one moment. @throws StoreError `unavailable` */
  read<T>(question: (db: Kysely<Schema>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
