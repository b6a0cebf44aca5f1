import { FaultError } from '@sluice/provider-sdk';
import { isStoreError } from '@sluice/store';

/** What the database could not do, said as what it means to the asker; undefined for an error of any other kind. */
export function storeFault(error: unknown): FaultError | undefined {
  if (isStoreError(error, 'unavailable'))
    return new FaultError({
      kind: 'overloaded',
      message: 'The database does not answer, so nothing was changed or read: calls to providers go on; ask again shortly',
      code: 'store_unavailable',
      retryAfterMs: 2000,
    });
  if (isStoreError(error, 'wrong_key'))
    return new FaultError({
      kind: 'overloaded',
      message:
        'The secrets in the database were given another encryption key, which this gateway does not have: start it again with that one',
      code: 'store_unavailable',
    });
  if (isStoreError(error, 'conflict'))
    return new FaultError({ kind: 'conflict', message: 'Something of that name is there already: choose another', code: 'slug_taken' });
  if (isStoreError(error, 'missing'))
    return new FaultError({
      kind: 'conflict',
      message: 'What this names was removed meanwhile, or something else still stands on what is to go: read it again, then repeat it',
      code: 'still_referred_to',
    });
  return undefined;
}
