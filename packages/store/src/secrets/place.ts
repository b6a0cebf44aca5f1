import type { Schema } from '../schema.ts';

/** Columns that hold what is sealed, by their tables; a change of the data key goes through exactly these. */
export const SEALED_COLUMNS = {
  integrations: ['credential'],
  providers: ['credential'],
  config_versions: ['config'],
  prompt_versions: ['parameters', 'tools'],
  guardrail_versions: ['checks'],
  idempotency: ['reply'],
} as const satisfies { readonly [T in keyof Schema]?: readonly (keyof Schema[T])[] };

/** A table with sealed columns. */
export type SealedTable = keyof typeof SEALED_COLUMNS;

/** Where a sealed text is kept; copied to another place it does not open. */
export type Place = {
  readonly [T in SealedTable]: { readonly table: T; readonly column: (typeof SEALED_COLUMNS)[T][number]; readonly id: string };
}[SealedTable];

/** The place as bytes, no two alike: ids come from outside and may hold anything. */
export const placeBytes = ({ table, column, id }: Place) => Buffer.from(JSON.stringify([table, column, id]));
