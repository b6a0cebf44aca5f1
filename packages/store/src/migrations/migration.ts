import type { Transaction } from 'kysely';
import type { Engine } from '../database.ts';
import type { Schema } from '../schema.ts';

/** One step of the schema. What was published is never changed: the next step mends it. */
export interface Migration<S = Schema> {
  /** Begins with its number: `0001-control-plane`. */
  readonly name: string;
  readonly run: (step: MigrationStep<S>) => Promise<void>;
}

/** What a step is given. */
export interface MigrationStep<S = Schema> {
  readonly tx: Transaction<S>;
  readonly engine: Engine;
  /** Milliseconds since the epoch. */
  readonly now: number;
}
