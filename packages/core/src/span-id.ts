import { randomFillSync } from 'node:crypto';

const BYTES = 8;

/** Chance is drawn for many at once: a draw costs more than all else about an id. */
const drawn = Buffer.allocUnsafeSlow(BYTES * 512);
let used = drawn.length;

/** A new id of a span: 16 hex digits, not all of them 0. W3C Trace Context, section 3.2.2.4. */
export function newSpanId(): string {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  const id = drawn.toString('hex', used, (used += BYTES));
  return id === '0000000000000000' ? newSpanId() : id;
}
