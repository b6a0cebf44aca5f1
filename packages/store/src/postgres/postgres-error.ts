import pg from 'pg';
import { isStoreError, StoreError } from '../store-error.ts';

/**
 * States that another moment may change, by class or whole: connection, authorisation, no such database, resources, what
 * an operator did, the system, cancelled, a lock not got, a server that only reads.
 */
const UNAVAILABLE = /^(?:08|28|3D|53|57|58|55P03|25006|25P03|40)/;
const UNIQUE = '23505';
const FOREIGN_KEY = '23503';

/** What PostgreSQL or the way to it said, as the store says it on both engines. */
export function postgresError(error: unknown): unknown {
  if (isStoreError(error)) return error;
  // What has no state was not said by the server: the way to it is gone, or its time was up.
  if (!(error instanceof pg.DatabaseError) || error.code === undefined) return unavailable(error);
  if (error.code === UNIQUE) return conflict(error);
  if (error.code === FOREIGN_KEY)
    return new StoreError('missing', 'What this refers to is not there, or is still referred to', { cause: sparing(error) });
  if (UNAVAILABLE.test(error.code)) return unavailable(error);
  return sparing(error);
}

const unavailable = (error: unknown) =>
  new StoreError('unavailable', `The database cannot be used (${error instanceof Error ? reason(error) : String(error)})`, {
    cause: error,
  });

/** Node tells of several addresses tried by an error without a message. */
const reason = (error: Error) => error.message || ((error as NodeJS.ErrnoException).code ?? error.name);

function conflict(error: pg.DatabaseError): StoreError {
  const [, columns] = /^Key \((.+?)\)=/.exec(error.detail ?? '') ?? [];
  const taken = `${error.table}.${columns?.replaceAll(', ', ',') ?? error.constraint}`;
  return new StoreError('conflict', `Another has the same ${taken}`, { taken, cause: sparing(error) });
}

/** Without the details, which quote what was to be kept. */
function sparing({ message, code }: pg.DatabaseError): Error {
  return Object.assign(new Error(message), { code });
}
