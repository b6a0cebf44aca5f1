/**
 * The same memory as a Buffer, whose native searches the scanner lives on. Only inside this package: what others compile
 * against says `Uint8Array`, because they may not have Node's types.
 */
export const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
