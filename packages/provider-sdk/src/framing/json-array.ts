import type { Frame } from '../codec.ts';
import { jsonOrText, MOST_FRAME_BYTES, unreadable, type FrameDecoder } from './frame-decoder.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x7b, 0x5b]);
const CLOSING: ReadonlySet<number> = new Set([0x7d, 0x5d]);
const SPACE_OR_COMMA: ReadonlySet<number> = new Set([0x20, 0x0a, 0x0d, 0x09, 0x2c]);

/** One JSON array that arrives bit by bit, an object a frame. What is no array, an error say, is one frame. */
export class JsonArrayDecoder implements FrameDecoder {
  #element: Uint8Array[] = [];
  #elementBytes = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** The outer bracket has been seen, or is not there. */
  #begun: 'array' | 'value' | undefined;

  push(piece: Uint8Array): readonly Frame[] {
    const frames: Frame[] = [];
    let start = 0;
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at]!;
      if (this.#depth === 0) {
        if (this.#begun === undefined && byte === 0x5b) this.#begun = 'array';
        else if (OPENING.has(byte)) {
          this.#begun ??= 'value';
          this.#depth = 1;
          start = at;
        } else if (!SPACE_OR_COMMA.has(byte) && !CLOSING.has(byte)) throw unreadable('is no JSON array of objects');
      } else if (this.#closes(byte)) {
        this.#add(piece.subarray(start, at + 1));
        frames.push(this.#take());
      }
    }
    if (this.#depth > 0) this.#add(piece.subarray(start));
    return frames;
  }

  end(): readonly Frame[] {
    return [];
  }

  /** Whether this byte ends the element that we are in. */
  #closes(byte: number): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) this.#inString = false;
      return false;
    }
    if (byte === QUOTE) this.#inString = true;
    else if (OPENING.has(byte)) this.#depth++;
    else if (CLOSING.has(byte)) return --this.#depth === 0;
    return false;
  }

  #add(bytes: Uint8Array): void {
    this.#element.push(bytes);
    this.#elementBytes += bytes.length;
    if (this.#elementBytes > MOST_FRAME_BYTES) throw unreadable(`has an element of more than ${MOST_FRAME_BYTES} bytes`);
  }

  #take(): Frame {
    const text = Buffer.concat(this.#element).toString('utf8');
    this.#element = [];
    this.#elementBytes = 0;
    return { event: undefined, data: jsonOrText(text), failed: false };
  }
}
