import type { RequestRecord } from './request-record.ts';

/** Takes finished requests, some at a time. */
export type RecordSink = (records: readonly RequestRecord[]) => void;

/** Long enough to make one write of many lines; what waits longer outlives a collection or two, and each of them copies it. */
const EVERY_MS = 50;

/** More than this in so short a time is no traffic that there is; what is beyond is counted and let go. */
const MOST_WAITING = 100_000;

/** Takes a finished request at once. Gives it back, without what was said where there is no room to hold that. */
export type TakeRecord = (record: RequestRecord) => RequestRecord;

/** Gathers records on the request path, where one costs a push, and hands them over in batches off it. */
export class RequestLog {
  readonly #sinks: readonly RecordSink[];
  readonly #take: TakeRecord;
  #waiting: RequestRecord[] = [];
  #timer: NodeJS.Timeout | undefined;
  #dropped = 0;

  constructor(sinks: readonly RecordSink[], take: TakeRecord = (record) => record) {
    this.#sinks = sinks;
    this.#take = take;
  }

  /** Records let go since the start because too many waited. */
  get dropped(): number {
    return this.#dropped;
  }

  add(record: RequestRecord): void {
    const taken = this.#take(record);
    if (this.#waiting.length >= MOST_WAITING) this.#dropped++;
    else this.#waiting.push(taken);
    this.#timer ??= setTimeout(() => this.flush(), EVERY_MS);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const records = this.#waiting;
    if (records.length === 0) return;
    this.#waiting = [];
    for (const sink of this.#sinks) {
      try {
        sink(records);
      } catch (error) {
        // A sink that fails must not take the others, or the next request, with it.
        process.stderr.write(`sluice: a log sink failed (${(error as Error).message})\n`);
      }
    }
  }
}
