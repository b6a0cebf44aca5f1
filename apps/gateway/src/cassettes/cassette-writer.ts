import { open, type FileHandle } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Heard } from './heard.ts';
import { exchangeLine, headLine } from './line.ts';
import type { Recording } from './recording.ts';

/** Long enough for one write of many lines. */
const EVERY_MS = 200;

/** So long lines are made before others have their turn. */
const SLICE_MS = 2;

export interface WriterMeans {
  readonly recording: Recording;
  readonly file: string;
  /** Told of bytes that are held no more. */
  readonly onFreed: (bytes: number) => void;
  /** Told of each batch: bytes that were written, and exchanges that hold a secret that cannot be taken out. */
  readonly onWritten: (bytes: number, leftOut: number) => void;
  /** Nothing more can be written. */
  readonly onFault: (error: unknown) => void;
}

/** Writes one file of one cassette, off the path of requests. A line stands whole or, after a crash, is the last. */
export class CassetteWriter {
  readonly #means: WriterMeans;
  #waiting: Heard[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #handle: FileHandle | undefined;

  constructor(means: WriterMeans) {
    this.#means = means;
  }

  add(heard: Heard): void {
    this.#waiting.push(heard);
    this.#timer ??= setTimeout(() => void this.flush(), EVERY_MS);
  }

  /** Makes the file, so that a cassette is there from its beginning. */
  begin(): Promise<void> {
    return (this.#writing = this.#writing.then(() => this.#write([])));
  }

  /** Writes all that waits. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length > 0) this.#writing = this.#writing.then(() => this.#write(batch));
    return this.#writing;
  }

  async close(): Promise<void> {
    await this.flush();
    await this.#handle?.close();
    this.#handle = undefined;
  }

  async #write(batch: readonly Heard[]): Promise<void> {
    const { recording, file, onFreed, onWritten, onFault } = this.#means;
    try {
      const head = this.#handle === undefined ? headLine(recording) : '';
      // What the file holds was said by others.
      this.#handle ??= await open(file, 'ax', 0o600);
      const { lines, leftOut } = await linesOf(batch);
      const bytes = Buffer.from(head + lines.join(''));
      if (bytes.length > 0) await this.#handle.appendFile(bytes);
      onWritten(bytes.length, leftOut);
    } catch (error) {
      onFault(error);
    } finally {
      onFreed(batch.reduce((sum, heard) => sum + heldBytes(heard), 0));
    }
  }
}

/** What an exchange takes of the memory while it waits. */
export const heldBytes = ({ body, chunks }: Pick<Heard, 'body' | 'chunks'>): number =>
  chunks.reduce((sum, { bytes }) => sum + bytes.length, body?.length ?? 0);

async function linesOf(batch: readonly Heard[]): Promise<{ readonly lines: readonly string[]; readonly leftOut: number }> {
  const lines: string[] = [];
  let leftOut = 0;
  let since = performance.now();
  for (const heard of batch) {
    const line = exchangeLine(heard);
    if (line === undefined) leftOut++;
    else lines.push(line);
    if (performance.now() - since < SLICE_MS) continue;
    await nextTurn();
    since = performance.now();
  }
  return { lines, leftOut };
}
