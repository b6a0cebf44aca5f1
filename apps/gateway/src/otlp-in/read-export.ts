import { FaultError } from '@sluice/provider-sdk';
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { BodyLimits } from '../http/body-limits.ts';
import { readBytes } from '../http/read-body.ts';
import { upTo } from '../http/read-small-json.ts';

/** Bytes of an export, packed or not: what is small when packed may hold all others up once it is not. */
const MOST_BYTES = 8 * 1024 * 1024;

/** How an export is written; its reply is written the same way. */
export type OtlpEncoding = 'protobuf' | 'json';

const unpack = promisify<Buffer, object, Buffer>(gunzip);

/** @throws FaultError `unsupported_encoding` for what is neither. */
export function encodingOf({ headers }: IncomingMessage): OtlpEncoding {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/x-protobuf') return 'protobuf';
  if (type === 'application/json') return 'json';
  throw new FaultError({
    kind: 'unsupported_encoding',
    message: `Spans are taken as application/x-protobuf or application/json, and these are "${type}"`,
    param: 'content-type',
  });
}

/** The body of an export, unpacked. @throws FaultError */
export async function readExport(request: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  const packing = request.headers['content-encoding'] ?? 'identity';
  if (packing !== 'identity' && packing !== 'gzip')
    throw new FaultError({
      kind: 'unsupported_encoding',
      message: `The body is packed with ${packing}: send it plain or with gzip`,
      param: 'content-encoding',
    });
  const bytes = await upTo(MOST_BYTES, limits, (fewer) => readBytes(request, fewer));
  if (packing === 'identity') return bytes;
  try {
    return await unpack(bytes, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw unpacksTooLarge();
    throw new FaultError({
      kind: 'invalid_request',
      message: 'The body is not packed with gzip, as its header says',
      param: 'content-encoding',
    });
  }
}

const unpacksTooLarge = () =>
  new FaultError({
    kind: 'too_large',
    message: `The body is larger than ${MOST_BYTES} bytes when it is unpacked, the most that is read here`,
    param: 'body',
    code: 'body_too_large',
  });
