/**
 * - `unavailable`: the database does not answer in time, cannot be reached or cannot be written; later it may again.
 * - `conflict`: something else has this name already.
 * - `missing`: what this refers to is not there, or what is to go is still referred to.
 * - `wrong_key`: the encryption key is not the one that the secrets were sealed with.
 * - `too_new`: a later version of Sluice has made it.
 * - `unreadable`: a backup or a sealed text is not whole.
 * - `not_empty`: a restore would replace what is there, and was not told to.
 * - `unprepared`: the database has migrations to take first.
 * - `wrong_url`: no database can be at this address.
 * - `invalid`: what is asked for is not to be had here.
 */
export type StoreErrorKind =
  'unavailable' | 'conflict' | 'missing' | 'wrong_key' | 'too_new' | 'unreadable' | 'not_empty' | 'unprepared' | 'wrong_url' | 'invalid';

/** Why the store could not do what it was asked; recognised by `isStoreError`. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly kind: StoreErrorKind;
  /** With `conflict`, what was taken: `providers.slug`. */
  readonly taken: string | undefined;

  constructor(kind: StoreErrorKind, message: string, { taken, ...options }: ErrorOptions & { taken?: string | undefined } = {}) {
    super(message, options);
    this.kind = kind;
    this.taken = taken;
  }
}

/** Whether this is an error of the store, and of the kind if one is given. */
export const isStoreError = (error: unknown, kind?: StoreErrorKind): error is StoreError =>
  error instanceof Error && error.name === 'StoreError' && 'kind' in error && (kind === undefined || error.kind === kind);
