import { createHash, randomBytes } from 'node:crypto';

/**
 * A UUID of version 7, whose time is `at`.
 *
 * @param identity What else it is made from: the same twice gives the same id. Default: chance.
 */
export function recordId(at: number, identity?: string): string {
  const bytes = identity === undefined ? randomBytes(16) : createHash('sha256').update(identity).digest().subarray(0, 16);
  bytes.writeUIntBE(at, 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
