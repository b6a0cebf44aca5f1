/** The same memory as a Buffer: what the SDK hands out is called `Uint8Array`, so that its types need none of Node's. */
export const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
