/** Of 48 bits, which is as late as an id can tell. */
const LATEST = 2 ** 48 - 1;

/** As records’ ids are written, and no other text. */
const ID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

/** Whether there could be a record of this id; PostgreSQL takes offence at anything else. */
export const isRecordId = (text: string): boolean => ID.test(text);

/**
 * What every id of this moment and later is not less than, and every one before is less than.
 *
 * @param at Milliseconds since the epoch.
 */
export function lowestId(at: number): string {
  const time = Math.min(Math.max(Math.ceil(at), 0), LATEST)
    .toString(16)
    .padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
}

/** When it was made, in milliseconds since the epoch. */
export const timeOfId = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
