import type { Account } from '@sluice/core';
import type { EntrySink, PassingEntry } from '../telemetry/entry-sink.ts';
import type { Backlog } from './backlog.ts';
import { heldBytes, withoutBodies } from './held-bytes.ts';
import { logEntry, type EntryRules } from './log-entry.ts';
import type { RequestRecord } from './request-record.ts';

export interface RecorderMeans extends EntryRules {
  readonly backlog: Backlog;
  /** Given each record as soon as its request is over, before all others: what outlives the process. Without one, records are made a little later. */
  readonly spool: EntrySink | undefined;
  readonly sinks: readonly EntrySink[];
  /** Whether somebody holds what the sinks were given, and tells the backlog when it is let go. */
  readonly isHeld: boolean;
  /** Milliseconds, by a clock that never goes back. */
  readonly now: () => number;
  /** Told of what should not have been possible. */
  readonly onBug: (error: unknown) => void;
}

/** A request that is over, and the bytes that it holds. */
interface Waiting {
  readonly record: RequestRecord;
  readonly account: Account;
  readonly bytes: number;
}

/** Nothing is worked out before its request has left the others some time. */
const AFTER_MS = 50;

/** How long the process is kept from its requests at a time. */
const SLICE_MS = 2;

/** Makes records of finished requests, off their path: in slices, so that those under way go on in between. */
export class Recorder {
  readonly #means: RecorderMeans;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  #turn: NodeJS.Immediate | undefined;
  /** Bytes that are held for what was made, by id. */
  readonly #held = new Map<string, number>();

  constructor(means: RecorderMeans) {
    this.#means = means;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Takes a finished request. @returns The same, without what was said where there is no room for it. */
  take(record: RequestRecord): RequestRecord {
    // One of the gateway's own pages.
    const { account } = record;
    if (account === undefined) return record;
    const bytes = heldBytes(record);
    const room = this.#means.backlog.enter(bytes);
    if (room === 'none') return this.#refuse({ record, account, bytes });
    if (room === 'bare') this.#means.backlog.dropped.bodies++;
    const taken: Waiting = room === 'bare' ? { record: withoutBodies(record), account, bytes: 0 } : { record, account, bytes };
    this.#waiting.push(taken);
    // Not at this very moment: the tries of a caller who left are ended in it.
    if (this.#means.spool) this.#turn ??= setImmediate(() => this.#slice());
    else if (this.#turn === undefined) this.#timer ??= setTimeout(() => this.#slice(), AFTER_MS);
    return taken.record;
  }

  /** Makes all that waits, at once. */
  finish(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#turn);
    this.#timer = undefined;
    this.#turn = undefined;
    const records = this.#waiting;
    this.#waiting = [];
    this.#make(records);
  }

  /** Nobody holds these any more. */
  letGo(entries: readonly Pick<PassingEntry, 'id'>[]): void {
    let bytes = 0;
    for (const { id } of entries) {
      bytes += this.#held.get(id) ?? 0;
      this.#held.delete(id);
    }
    this.#means.backlog.leave(entries.length, bytes);
  }

  /** What the spool has is kept by the next start. */
  #refuse({ record, account }: Waiting): RequestRecord {
    const { spool, backlog, onBug } = this.#means;
    try {
      if (spool) spool([logEntry(record, account, this.#means)]);
      else backlog.dropped.overflow++;
    } catch (error) {
      onBug(error);
    }
    return withoutBodies(record);
  }

  #slice(): void {
    this.#timer = undefined;
    this.#turn = undefined;
    const { now } = this.#means;
    const end = now() + SLICE_MS;
    let count = 0;
    const made: PassingEntry[] = [];
    do this.#makeOne(this.#waiting[count++]!, made);
    while (count < this.#waiting.length && now() < end);
    this.#waiting.splice(0, count);
    this.#give(made);
    if (this.#waiting.length > 0) this.#turn = setImmediate(() => this.#slice());
  }

  #make(records: readonly Waiting[]): void {
    const made: PassingEntry[] = [];
    for (const record of records) this.#makeOne(record, made);
    this.#give(made);
  }

  #makeOne({ record, account, bytes }: Waiting, made: PassingEntry[]): void {
    try {
      made.push(logEntry(record, account, this.#means));
      if (this.#means.isHeld) this.#held.set(record.id, bytes);
      else this.#means.backlog.leave(1, bytes);
    } catch (error) {
      this.#means.backlog.leave(1, bytes);
      this.#means.onBug(error);
    }
  }

  #give(made: readonly PassingEntry[]): void {
    if (made.length === 0) return;
    const { spool, sinks } = this.#means;
    for (const sink of spool ? [spool, ...sinks] : sinks) {
      try {
        sink(made);
      } catch (error) {
        // A sink that fails must not take the others with it.
        this.#means.onBug(error);
      }
    }
  }
}
