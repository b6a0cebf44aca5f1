import type { ByteSink, ByteSource } from '../wire/bytes.ts';
import { SharedReader } from './shared-reader.ts';

export interface SharedFlowOptions {
  /** What is recorded at most; a longer flow goes on and takes no more readers. */
  readonly maxBytes: number;
}

/**
 * One flow for several who ask the same: recorded as it passes, so that who comes later reads it from the
 * beginning. Whoever takes a reader reads or cancels it; when all have cancelled the upstream is cancelled too.
 *
 * The first to read sets the pace. Others who are slow hold up nobody while the recording bounds what may wait
 * for them; once it is given up, the slowest sets the pace, since what waits would have no bound.
 */
export class SharedFlow {
  readonly #source: ByteSource;
  readonly #maxBytes: number;
  readonly #readers = new Set<SharedReader>();
  readonly #whole: Promise<Buffer | undefined>;
  #settle!: (bytes: Buffer | undefined) => void;
  /** What has passed; undefined once nobody may join any more. */
  #recorded: Buffer[] | undefined = [];
  #bytes = 0;
  #first: SharedReader | undefined;
  #started = false;
  #over = false;
  #heldUp = false;

  constructor(source: ByteSource, { maxBytes }: SharedFlowOptions) {
    this.#source = source;
    this.#maxBytes = maxBytes;
    this.#whole = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  /** The flow from its beginning; undefined where that is no longer to be had: it was too long, broke or was cancelled. */
  reader(): ByteSource | undefined {
    if (!this.#recorded) return undefined;
    const reader = new SharedReader(this.#recorded, {
      onPipe: (piped) => this.#onPipe(piped),
      onPace: () => this.#pace(),
      onCancel: (gone) => this.#onCancel(gone),
    });
    if (this.#over) reader.close(undefined);
    this.#readers.add(reader);
    return reader;
  }

  /** All bytes, once the flow has ended well; undefined where it broke, was cancelled or was too long. */
  whole(): Promise<Buffer | undefined> {
    return this.#whole;
  }

  #onPipe(reader: SharedReader): void {
    if (!this.#started && this.#readers.has(reader)) {
      this.#started = true;
      this.#first = reader;
      this.#source.pipe(this.#sink);
      // A source that had something ready may have been held up by it, and then begun to flow.
      if (this.#heldUp) this.#source.pause();
    }
    this.#pace();
  }

  #onCancel(reader: SharedReader): void {
    if (!this.#readers.delete(reader)) return;
    if (this.#first === reader) this.#first = undefined;
    if (this.#over) return;
    if (this.#readers.size > 0) return this.#pace();
    this.#over = true;
    this.#giveUpRecording();
    this.#source.cancel();
  }

  readonly #sink: ByteSink = {
    data: (chunk) => {
      if (this.#over) return;
      this.#record(chunk);
      // A reader that comes while the piece is given out has it from the recording already.
      const here = [...this.#readers];
      for (const reader of here) if (this.#readers.has(reader)) reader.push(chunk);
      this.#pace();
    },
    end: () => {
      if (this.#over) return;
      this.#over = true;
      this.#settle(this.#recorded && Buffer.concat(this.#recorded));
      for (const reader of this.#readers) reader.close(undefined);
    },
    fail: (error) => {
      if (this.#over) return;
      this.#over = true;
      this.#giveUpRecording();
      for (const reader of this.#readers) reader.close(error);
    },
  };

  #record(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxBytes) this.#giveUpRecording();
    else this.#recorded?.push(chunk);
  }

  #giveUpRecording(): void {
    this.#recorded = undefined;
    this.#settle(undefined);
  }

  #pace(): void {
    if (!this.#started || this.#over) return;
    const holdUp = this.#recorded ? this.#first?.held === true : [...this.#readers].some((reader) => reader.held);
    if (holdUp === this.#heldUp) return;
    this.#heldUp = holdUp;
    if (holdUp) this.#source.pause();
    else this.#source.resume();
  }
}
