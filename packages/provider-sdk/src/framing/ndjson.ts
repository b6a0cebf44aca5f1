import type { Frame } from '../codec.ts';
import { jsonOrText, MOST_FRAME_BYTES, unreadable, type FrameDecoder } from './frame-decoder.ts';

const LF = 0x0a;

/** One JSON value a line. */
export class NdjsonDecoder implements FrameDecoder {
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;

  push(piece: Uint8Array): readonly Frame[] {
    const frames: Frame[] = [];
    let start = 0;
    for (let end = piece.indexOf(LF); end >= 0; end = piece.indexOf(LF, start)) {
      this.#waiting.push(piece.subarray(start, end));
      frames.push(...this.#takeLine());
      start = end + 1;
    }
    this.#waiting.push(piece.subarray(start));
    this.#waitingBytes += piece.length - start;
    if (this.#waitingBytes > MOST_FRAME_BYTES) throw unreadable(`has a line of more than ${MOST_FRAME_BYTES} bytes`);
    return frames;
  }

  end(): readonly Frame[] {
    return this.#takeLine();
  }

  #takeLine(): readonly Frame[] {
    const line = Buffer.concat(this.#waiting).toString('utf8').trim();
    this.#waiting = [];
    this.#waitingBytes = 0;
    return line === '' ? [] : [{ event: undefined, data: jsonOrText(line), failed: false }];
  }
}
