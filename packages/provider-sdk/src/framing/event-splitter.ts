import type { NodeBuffer } from './node-buffer.ts';

const LF = 0x0a;
const CR = 0x0d;

/** Where one event stands: its bytes with the blank line that ends it. */
export type OnEvent = (bytes: NodeBuffer, start: number, end: number) => void;

/**
 * Cuts a stream of bytes at the blank lines that end server-sent events: `\n`, `\r\n` and `\r`, mixed and split
 * anywhere. Nothing is decoded, so a letter split between two pieces cannot break.
 */
export class EventSplitter {
  /** The beginning of an event whose end has not come yet, in a buffer that grows by doubling. */
  #pending: Buffer = Buffer.alloc(0);
  #pendingLength = 0;
  /** How far `#pending` has been looked through. */
  #searched = 0;
  /** The line that the search stands in: whether anything is on it yet, and whether a `\r` has just ended one. */
  #lineEmpty = true;
  #afterCR = false;
  /** Whether the event so far has any line at all: blank lines before it belong to nothing. */
  #begun = false;

  /** How many bytes wait for the end of their event. */
  get waitingBytes(): number {
    return this.#pendingLength;
  }

  /** The bytes of an event that has begun and not ended. */
  get rest(): NodeBuffer {
    return this.#pending.subarray(0, this.#pendingLength);
  }

  /**
   * Takes the next piece, calls back for each event that it completes, and returns the bytes up to the last
   * event's end: the piece itself where nothing was waiting and nothing is left over.
   */
  push(chunk: NodeBuffer, onEvent: OnEvent): NodeBuffer | undefined {
    if (this.#pendingLength === 0 && !chunk.includes(CR)) return this.#pushWhole(chunk, onEvent);
    this.#append(chunk);
    const bytes = this.#pending;
    const end = this.#search(bytes, this.#pendingLength, onEvent);
    if (end === 0) return undefined;
    this.#keep(bytes.subarray(end, this.#pendingLength));
    return bytes.subarray(0, end);
  }

  /** The common case: lines end in `\n` and the piece begins where an event does. Found by the native search. */
  #pushWhole(chunk: Buffer, onEvent: OnEvent): Buffer | undefined {
    let start = 0;
    while (start < chunk.length && chunk[start] === LF) start++;
    for (;;) {
      const blank = chunk.indexOf('\n\n', start, 'latin1');
      if (blank < 0) break;
      const end = blank + 2;
      onEvent(chunk, start, end);
      start = end;
      while (start < chunk.length && chunk[start] === LF) start++;
    }
    if (start === chunk.length) return chunk;
    if (start === 0) {
      this.#keep(chunk);
      return undefined;
    }
    this.#keep(chunk.subarray(start));
    return chunk.subarray(0, start);
  }

  #search(bytes: Buffer, length: number, onEvent: OnEvent): number {
    let eventStart = 0;
    let complete = 0;
    let at = this.#searched;
    for (; at < length; at++) {
      const byte = bytes[at]!;
      if (byte === LF && this.#afterCR) {
        // The second half of a `\r\n`: it belongs to the line, or the event, that the `\r` ended.
        this.#afterCR = false;
        // At the very beginning it is the end of an event that has long been let through.
        if (complete === at) {
          complete = at + 1;
          eventStart = complete;
        }
        continue;
      }
      this.#afterCR = byte === CR;
      if (byte !== LF && byte !== CR) {
        this.#lineEmpty = false;
        this.#begun = true;
        continue;
      }
      if (!this.#lineEmpty) {
        this.#lineEmpty = true;
        continue;
      }
      // A blank line. Its `\n` may still be on the way after a `\r`; a lone `\r` ends the line all the same.
      if (byte === CR && at + 1 < length && bytes[at + 1] === LF) {
        this.#afterCR = false;
        at++;
      }
      complete = at + 1;
      if (this.#begun) onEvent(bytes, eventStart, complete);
      this.#begun = false;
      eventStart = complete;
    }
    this.#searched = length;
    return complete;
  }

  #append(chunk: Buffer): void {
    const needed = this.#pendingLength + chunk.length;
    if (needed > this.#pending.length) {
      const grown = Buffer.allocUnsafe(Math.max(needed, this.#pending.length * 2, 1024));
      this.#pending.copy(grown, 0, 0, this.#pendingLength);
      this.#pending = grown;
    }
    chunk.copy(this.#pending, this.#pendingLength);
    this.#pendingLength = needed;
  }

  /** Starts over with what is left after the last complete event, in a new buffer: the old one is on its way to the caller. */
  #keep(left: Buffer): void {
    this.#pending = Buffer.from(left);
    this.#pendingLength = left.length;
    this.#searched = 0;
    this.#lineEmpty = true;
    this.#begun = false;
    // `#afterCR` stays: the `\n` of a split `\r\n` must not look like a blank line of its own.
    if (left.length > 0) this.#rescan();
  }

  /** Walks what was kept so that the search goes on behind it; it holds no blank line. */
  #rescan(): void {
    this.#search(this.#pending, this.#pendingLength, () => {});
  }
}
