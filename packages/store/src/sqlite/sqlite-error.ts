import { StoreError } from '../store-error.ts';
import type { SqliteFault } from './sqlite-messages.ts';

/** Results that a later try, more room or other rights on the file may change, by SQLite's numbers. */
const UNAVAILABLE = new Set([3, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 22, 26]);
const READ_ONLY = 8;
const CONSTRAINT = 19;

/** The same where SQLite tells no number: on Node 20 a statement that answers with rows keeps it to itself. */
const BY_MESSAGE: readonly (readonly [RegExp, number])[] = [
  [/ constraint failed/, CONSTRAINT],
  [/is locked/, 5],
  [/readonly database/, READ_ONLY],
  [/disk I\/O error/, 10],
  [/disk image is malformed/, 11],
  [/disk is full/, 13],
  [/unable to open/, 14],
  [/not a database/, 26],
];

/** What SQLite said, as the store says it on both engines. */
export function sqliteError({ message, code }: SqliteFault): Error {
  const cause = new Error(message);
  const result = (code ?? BY_MESSAGE.find(([text]) => text.test(message))?.[1] ?? 1) & 0xff;
  if (result === CONSTRAINT) return constraintError(message, cause);
  if (UNAVAILABLE.has(result)) return new StoreError('unavailable', `The database cannot be used (${message})`, { cause });
  return cause;
}

function constraintError(message: string, cause: Error): Error {
  const [, taken] = /^UNIQUE constraint failed: (.+)$/.exec(message) ?? [];
  if (taken !== undefined) return new StoreError('conflict', `Another has the same ${taken}`, { taken: oneTable(taken), cause });
  if (message.startsWith('FOREIGN KEY'))
    return new StoreError('missing', 'What this refers to is not there, or is still referred to', { cause });
  return cause;
}

/** `a.x, a.y` is `a.x,y`, as PostgreSQL would have it. */
const oneTable = (columns: string) =>
  columns
    .split(', ')
    .map((column, place) => (place === 0 ? column : column.replace(/^.*\./, '')))
    .join();
