import type { Frame } from '../codec.ts';
import { crc32 } from 'node:zlib';
import { asBuffer } from '../json/as-buffer.ts';
import { jsonOrText, MOST_FRAME_BYTES, unreadable, type FrameDecoder } from './frame-decoder.ts';

/** Length of the whole, length of the headers, checksum of the two. */
const PRELUDE_BYTES = 12;
const CHECKSUM_BYTES = 4;

/** Bytes that a header's value takes, by its type, where that is fixed. Source: Smithy's event stream specification, 2026-11. */
const FIXED_BYTES: Readonly<Record<number, number>> = { 0: 0, 1: 0, 2: 1, 3: 2, 4: 4, 5: 8, 8: 8, 9: 16 };
const BYTES_TYPE = 6;
const STRING_TYPE = 7;

/** AWS's binary event stream (`application/vnd.amazon.eventstream`): frames with headers, a payload and two checksums. */
export class AwsEventStreamDecoder implements FrameDecoder {
  #waiting: Buffer = Buffer.alloc(0);

  push(piece: Uint8Array): readonly Frame[] {
    let bytes = this.#waiting.length === 0 ? asBuffer(piece) : Buffer.concat([this.#waiting, piece]);
    const frames: Frame[] = [];
    while (bytes.length >= PRELUDE_BYTES) {
      const length = frameLength(bytes);
      if (bytes.length < length) break;
      frames.push(readFrame(bytes.subarray(0, length)));
      bytes = bytes.subarray(length);
    }
    this.#waiting = bytes;
    return frames;
  }

  end(): readonly Frame[] {
    return [];
  }
}

function frameLength(bytes: Buffer): number {
  const length = bytes.readUInt32BE(0);
  if (crc32(bytes.subarray(0, 8)) !== bytes.readUInt32BE(8)) throw unreadable('has a frame whose length is not what its checksum says');
  if (length < PRELUDE_BYTES + CHECKSUM_BYTES || length > MOST_FRAME_BYTES) throw unreadable(`has a frame of ${length} bytes`);
  return length;
}

function readFrame(bytes: Buffer): Frame {
  const payloadStart = PRELUDE_BYTES + bytes.readUInt32BE(4);
  const payloadEnd = bytes.length - CHECKSUM_BYTES;
  if (payloadStart > payloadEnd) throw unreadable('has a frame whose headers are longer than itself');
  if (crc32(bytes.subarray(0, payloadEnd)) !== bytes.readUInt32BE(payloadEnd))
    throw unreadable('has a frame that is not what its checksum says');
  const headers = readHeaders(bytes.subarray(PRELUDE_BYTES, payloadStart));
  const text = bytes.toString('utf8', payloadStart, payloadEnd);
  const kind = headers[':message-type'];
  if (kind === 'error') return { event: headers[':error-code'], data: { message: headers[':error-message'] ?? text }, failed: true };
  const event = headers[':event-type'] ?? headers[':exception-type'];
  return { event, data: jsonOrText(text), failed: kind === 'exception' };
}

/** The headers that are text; others say nothing that is needed here. */
function readHeaders(bytes: Buffer): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  try {
    for (let at = 0; at < bytes.length;) {
      const nameEnd = at + 1 + bytes[at]!;
      const name = bytes.toString('utf8', at + 1, nameEnd);
      const type = bytes.readUInt8(nameEnd);
      at = nameEnd + 1;
      if (type === STRING_TYPE || type === BYTES_TYPE) {
        const end = at + 2 + bytes.readUInt16BE(at);
        if (type === STRING_TYPE) headers[name] = bytes.toString('utf8', at + 2, end);
        at = end;
      } else {
        const length = FIXED_BYTES[type];
        if (length === undefined) throw unreadable(`has a frame with a header of the unknown type ${type}`);
        at += length;
      }
    }
  } catch (error) {
    if (error instanceof RangeError) throw unreadable('has a frame whose headers end too soon');
    throw error;
  }
  return headers;
}
