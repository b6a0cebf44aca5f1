const LF = 0x0a;

/**
 * Remembers what a stream ends in, so that what another writes behind it is an event of its own. Readers split at
 * `\n\n`, at line feeds or as the standard says: behind `\n\n` all of them find it, and to none do blank lines mean anything.
 */
export class StreamTail {
  // Before anything was written an event stands on its own too.
  #last = LF;
  #lastButOne = LF;

  /** Takes what was written. */
  add(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#lastButOne = bytes.length > 1 ? bytes[bytes.length - 2]! : this.#last;
    this.#last = bytes[bytes.length - 1]!;
  }

  /** What another's event needs before it; nothing where the last one ended in `\n\n`. */
  get gap(): string {
    if (this.#last !== LF) return '\n\n';
    return this.#lastButOne === LF ? '' : '\n';
  }
}
