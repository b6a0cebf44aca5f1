import { FaultError } from '@sluice/provider-sdk';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

/** A small body that unpacks to more than this is no answer but a bomb. */
const LIMIT_BYTES = 64 * 1024 * 1024;

const DECODERS: Readonly<Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/**
 * Unpacks a reply that was packed although we asked for it plain.
 *
 * @throws FaultError `unreadable_reply` for an encoding we do not know, bytes that are not of it, or too many of them.
 */
export async function decoded(bytes: Buffer, encoding: string): Promise<Buffer> {
  if (encoding === 'identity' || bytes.length === 0) return bytes;
  const decode = DECODERS[encoding.trim().toLowerCase()];
  if (!decode) throw unreadable(`content-encoding "${encoding}", which is not known here`);
  try {
    return await decode(bytes, { maxOutputLength: LIMIT_BYTES });
  } catch {
    throw unreadable(`a body that is not ${encoding}, or is far too large once unpacked`);
  }
}

const unreadable = (what: string) => new FaultError({ kind: 'unreadable_reply', message: `the provider answered with ${what}` });
