import { refused } from '../../admin-fault.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How far back somebody may tell of where records stay for ever. */
const LONGEST_AGO_MS = 400 * DAY_MS;

export interface TellingTime {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** How long records are kept, in milliseconds; undefined: for ever. */
  readonly logAgeMs: number | undefined;
}

/**
 * Whether a call that began at `at` may be told of. What is older than records may be would be swept at once, and what is yet
 * to come would stand first in every list; a day is left for clocks and time zones.
 */
export const mayBeTold = (at: number, { now, logAgeMs = LONGEST_AGO_MS }: TellingTime): boolean =>
  at >= now - logAgeMs && at <= now + DAY_MS;

/** @param place Of the entry, where there are more: `[2]`. @throws FaultError `invalid_request` */
export function requireTellable(at: number, place: string | undefined, time: TellingTime): void {
  if (mayBeTold(at, time)) return;
  const days = Math.floor((time.logAgeMs ?? LONGEST_AGO_MS) / DAY_MS);
  const member = '"created_at"';
  throw refused(
    'invalid_request',
    `Invalid body: ${place === undefined ? member : `${place}: ${member}`} must be within the last ${days} days, and no more than a day ahead`,
    place === undefined ? 'created_at' : `${place}.created_at`,
    'invalid_value',
  );
}
