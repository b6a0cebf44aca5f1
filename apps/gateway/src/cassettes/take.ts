import { CassetteWriter, heldBytes } from './cassette-writer.ts';
import { measure } from './places.ts';
import type { Recording } from './recording.ts';
import type { Taker } from './tape.ts';

/** Of one exchange: a longer one is left out. */
const MOST_OF_ONE = 4 * 1024 ** 2;

export interface TakeMeans {
  readonly recording: Recording;
  readonly file: string;
  /** Whether the memory for all recordings has room for so many bytes more; it is theirs then. */
  readonly reserve: (bytes: number) => boolean;
  readonly free: (bytes: number) => void;
  /** It has all that it wants. */
  readonly onFull: () => void;
  readonly onFault: (error: unknown) => void;
}

/** One recording in one process. */
export class Take {
  readonly recording: Recording;
  readonly #means: TakeMeans;
  readonly #writer: CassetteWriter;
  /** Exchanges that have begun to be taken, and those of them that have ended. */
  #taken = 0;
  #done = 0;
  #bytes = 0;
  #leftOut = 0;
  #over = false;

  constructor(means: TakeMeans) {
    this.recording = means.recording;
    this.#means = means;
    this.#writer = new CassetteWriter({
      recording: means.recording,
      file: means.file,
      onFreed: means.free,
      onWritten: (bytes, leftOut) => {
        this.#bytes += bytes;
        this.#leftOut += leftOut;
        this.#taken -= leftOut;
        this.#done -= leftOut;
        if (this.#bytes >= this.recording.mostBytes) this.#end();
      },
      onFault: (error) => {
        means.onFault(error);
        this.#end();
      },
    });
  }

  /** Exchanges that were wanted and are not there: too long, too many at once, or with a secret across pieces. */
  get leftOut(): number {
    return this.#leftOut;
  }

  get open(): boolean {
    return !this.#over && this.#taken < this.recording.most && Date.now() < this.recording.endsAt;
  }

  begin = (): Promise<void> => this.#writer.begin();

  /** Counts what earlier processes have written of it. */
  async goOn(files: readonly string[]): Promise<void> {
    const { requests, bytes } = await measure(files);
    this.#taken += requests;
    this.#done += requests;
    this.#bytes += bytes;
    if (!this.open || this.#bytes >= this.recording.mostBytes) this.#end();
  }

  /** Takes one exchange from its beginning. */
  taker(): Taker {
    this.#taken++;
    let held = 0;
    const giveBack = () => {
      this.#means.free(held);
      held = 0;
      this.#taken--;
    };
    return {
      hold: (bytes) => {
        if (held + bytes <= MOST_OF_ONE && this.#means.reserve(bytes)) {
          held += bytes;
          return true;
        }
        this.#leftOut++;
        return false;
      },
      done: (heard) => {
        if (this.#over) return giveBack();
        // What is freed once it is written is what it holds, to the byte.
        this.#means.free(held - heldBytes(heard));
        this.#writer.add(heard);
        if (++this.#done >= this.recording.most) this.#end();
      },
      left: giveBack,
    };
  }

  /** Writes what has ended; what has not is left out. */
  async close(): Promise<void> {
    this.#over = true;
    await this.#writer.close();
  }

  flush = (): Promise<void> => this.#writer.flush();

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#means.onFull();
  }
}
