/** What could not be kept, and why. */
export interface Dropped {
  /** Too many records waited: this one is not kept. */
  overflow: number;
  /** Too many bytes waited: the record is kept, without what was said. */
  bodies: number;
  /** The database did not want it. */
  rejected: number;
  /** They were still waiting when the gateway stopped. */
  stopped: number;
}

export interface Bounds {
  /** Default: 50,000. */
  readonly records?: number;
  /** Of bodies. Default: 64 MB. */
  readonly bytes?: number;
}

const MOST_RECORDS = 50_000;

const MOST_BYTES = 64 * 1024 * 1024;

/** How much is on its way from requests that are over to the database, which may be slow or gone; what is beyond is let go. */
export class Backlog {
  readonly #mostRecords: number;
  readonly #mostBytes: number;
  readonly dropped: Dropped = { overflow: 0, bodies: 0, rejected: 0, stopped: 0 };
  #records = 0;
  #bytes = 0;

  constructor({ records = MOST_RECORDS, bytes = MOST_BYTES }: Bounds = {}) {
    this.#mostRecords = records;
    this.#mostBytes = bytes;
  }

  get records(): number {
    return this.#records;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Lets a record in: whole, without its bodies, or not at all. */
  enter(bytes: number): 'whole' | 'bare' | 'none' {
    if (this.#records >= this.#mostRecords) return 'none';
    this.#records++;
    if (bytes > 0 && this.#bytes + bytes > this.#mostBytes) return 'bare';
    this.#bytes += bytes;
    return 'whole';
  }

  leave(records: number, bytes: number): void {
    this.#records -= records;
    this.#bytes -= bytes;
  }
}
