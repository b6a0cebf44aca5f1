import { hash } from 'node:crypto';

/** Of SHA-256. */
const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;

/** Room for the keys that there are; a longer text gets room of its own. */
const TEXT_BYTES = 1024;

/**
 * HMAC-SHA-256 with one secret, in base64url. Two hashes at one go each take half as long as Node's own `createHmac`, which
 * makes an object of OpenSSL's for every text: it is asked with every key that was not seen lately.
 */
export function hmacSha256(secret: Buffer): (text: string) => string {
  const key = secret.length > BLOCK_BYTES ? hash('sha256', secret, 'buffer') : secret;
  const inner = padded(key, 0x36, TEXT_BYTES);
  const outer = padded(key, 0x5c, DIGEST_BYTES);
  return (text) => {
    // A character takes three bytes at most.
    const room = text.length * 3 <= TEXT_BYTES ? inner : padded(key, 0x36, text.length * 3);
    const end = BLOCK_BYTES + room.write(text, BLOCK_BYTES, 'utf8');
    // As text of single bytes: that spares a buffer.
    outer.write(hash('sha256', room.subarray(0, end), 'binary'), BLOCK_BYTES, 'latin1');
    return hash('sha256', outer, 'base64url');
  };
}

/** The key as a block, with each byte changed, and room behind it. */
function padded(key: Buffer, change: number, room: number): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES + room);
  key.copy(block);
  for (let place = 0; place < BLOCK_BYTES; place++) block[place]! ^= change;
  return block;
}
