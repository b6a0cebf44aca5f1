import { randomFillSync } from 'node:crypto';

const BYTES = 8;

/** Chance is drawn for many ids at once: a draw costs more than all else about one. */
const drawn = Buffer.allocUnsafeSlow(BYTES * 512);
let used = drawn.length;

/** Twelve bits count the ids of one millisecond. They begin low, so that there is room to count. */
const MOST_COUNTED = 0xfff;
const HIGHEST_BEGINNING = 0x3ff;

/** A clock that is put back by less than this is not followed: ids go on from where they were. */
const LARGEST_STEP_BACK_MS = 1_000;

let lastMs = 0;
let count = 0;
let prefix = '';

/**
 * A new id, a UUID of version 7: in the order of their text ids of one process stand in the order in which they were made. RFC 9562,
 * section 5.7.
 *
 * @param atMs Milliseconds since the epoch, which the id begins with.
 */
export function uuidV7(atMs: number): string {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  const behindMs = lastMs - atMs;
  if (behindMs < 0 || behindMs > LARGEST_STEP_BACK_MS) begin(atMs);
  else if (count < MOST_COUNTED) count++;
  else begin(lastMs + 1);
  drawn[used] = (drawn[used]! & 0x3f) | 0x80;
  const chance = drawn.toString('hex', used, (used += BYTES));
  return `${prefix}-${(0x7000 | count).toString(16)}-${chance.slice(0, 4)}-${chance.slice(4)}`;
}

function begin(ms: number): void {
  lastMs = ms;
  count = Math.floor(Math.random() * HIGHEST_BEGINNING);
  const digits = ms.toString(16).padStart(12, '0');
  prefix = `${digits.slice(0, 8)}-${digits.slice(8)}`;
}
