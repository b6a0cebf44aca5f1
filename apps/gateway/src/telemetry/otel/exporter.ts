import type { LogEntry } from '@sluice/store/logs';
import type { Log } from '../../log/logger.ts';
import { backoffMs, worthAnotherTry } from '../backoff.ts';
import type { EntrySink, PassingEntry } from '../entry-sink.ts';
import type { SentCounts } from '../metrics/pipeline-metrics.ts';
import type { Posted } from '../post.ts';
import type { Sampler } from './sampler.ts';
import type { Span } from './span.ts';
import { traceIdOf } from './trace-ids.ts';

export interface ExporterMeans {
  readonly sampler: Sampler;
  readonly queue: { readonly most: number; readonly batch: number; readonly everyMs: number };
  readonly spansOf: (entry: LogEntry) => readonly Span[];
  readonly encode: (spans: readonly Span[]) => Promise<Uint8Array>;
  /** @returns How many of its spans were not taken, beside the answer. @throws Error where none came. */
  readonly send: (body: Uint8Array) => Promise<Posted & { readonly rejected: number }>;
  /** Resolves after so many milliseconds, or as soon as the signal says so. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  readonly log: Pick<Log, 'info' | 'warn'>;
}

/** Characters of bodies that wait; beyond, requests wait without theirs. */
const MOST_WAITING_CHARACTERS = 32 * 1024 * 1024;

/** Sends requests on as spans, some at a time and one batch after the other; what nobody takes is counted and let go. */
export class Exporter {
  readonly #means: ExporterMeans;
  readonly #closing = new AbortController();
  readonly #giveUp = new AbortController();
  readonly #dropped: Record<string, number> = { queue_full: 0, refused: 0, unreadable: 0, closing: 0 };
  #waiting: LogEntry[] = [];
  #spans = 0;
  #characters = 0;
  #sent = 0;
  #failures = 0;
  #running: Promise<void> | undefined;

  constructor(means: ExporterMeans) {
    this.#means = means;
  }

  readonly sink: EntrySink = (entries) => {
    for (const entry of entries) this.#add(entry);
    if (this.#waiting.length > 0) this.#running ??= this.#run();
  };

  counts(): SentCounts {
    return { sent: this.#sent, dropped: { ...this.#dropped } };
  }

  /** Sends what waits, for so long, and lets go of the rest. */
  async close(limitMs: number): Promise<void> {
    this.#closing.abort();
    const timer = setTimeout(() => this.#giveUp.abort(), limitMs);
    await this.#running;
    clearTimeout(timer);
  }

  #add(entry: PassingEntry): void {
    const { sampler, queue } = this.#means;
    if (entry.source === 'api' || entry.source === 'otel') return;
    if (!sampler(traceIdOf(entry.trace), entry.sampled)) return;
    const spans = spansIn(entry);
    if (this.#spans + spans > queue.most) {
      this.#dropped['queue_full']! += spans;
      return;
    }
    const characters = charactersOf(entry);
    const fits = this.#characters + characters <= MOST_WAITING_CHARACTERS;
    this.#waiting.push(fits ? entry : { ...entry, bodies: undefined });
    this.#spans += spans;
    if (fits) this.#characters += characters;
  }

  async #run(): Promise<void> {
    const { queue, wait } = this.#means;
    while (this.#waiting.length > 0) {
      // A few make one request; many do not wait for each other.
      if (this.#spans < queue.batch) await wait(queue.everyMs, this.#closing.signal);
      const { entries, spans } = this.#take(queue.batch);
      const body = await this.#encode(entries);
      if (body === undefined) this.#dropped['unreadable']! += spans;
      else await this.#deliver(body, spans);
    }
    this.#running = undefined;
  }

  #take(most: number): { readonly entries: readonly LogEntry[]; readonly spans: number } {
    let spans = 0;
    let taken = 0;
    while (spans < most && taken < this.#waiting.length) spans += spansIn(this.#waiting[taken++]!);
    const entries = this.#waiting.slice(0, taken);
    this.#waiting = this.#waiting.slice(taken);
    this.#spans -= spans;
    for (const entry of entries) this.#characters -= charactersOf(entry);
    return { entries, spans };
  }

  /** A request that cannot be told must not hold up all others for ever. */
  async #encode(entries: readonly LogEntry[]): Promise<Uint8Array | undefined> {
    try {
      return await this.#means.encode(entries.flatMap(this.#means.spansOf));
    } catch (error) {
      this.#means.log.warn('some traces cannot be told', { reason: (error as Error).message });
      return undefined;
    }
  }

  async #deliver(body: Uint8Array, spans: number): Promise<void> {
    const { send, wait, random } = this.#means;
    for (;;) {
      const { status, retryAfterMs, rejected, reason } = await send(body).then(
        (posted) => ({ ...posted, reason: `status ${posted.status}` }),
        (error: Error) => ({ status: 503, retryAfterMs: undefined, rejected: 0, reason: error.message }),
      );
      if (status < 300) {
        this.#delivered(spans - rejected);
        this.#dropped['refused']! += rejected;
        return;
      }
      this.#failed(reason);
      const again = worthAnotherTry(status) && !this.#giveUp.signal.aborted;
      if (!again) {
        this.#dropped[this.#giveUp.signal.aborted ? 'closing' : 'refused']! += spans;
        return;
      }
      await wait(backoffMs(this.#failures, retryAfterMs, random()), this.#giveUp.signal);
    }
  }

  #delivered(count: number): void {
    if (this.#failures > 0) this.#means.log.info('traces are taken again');
    this.#failures = 0;
    this.#sent += count;
  }

  #failed(reason: string): void {
    // Once for each time that it is gone: a line for each try would bury the others.
    if (++this.#failures === 1) this.#means.log.warn('traces are not taken, and some of them wait', { reason });
  }
}

/** Its journey, and one for each try. */
const spansIn = ({ tries }: LogEntry) => 1 + tries.length;

const charactersOf = ({ bodies }: LogEntry) =>
  (bodies?.request?.length ?? 0) + (bodies?.response?.length ?? 0) + (bodies?.upstreamRequest?.length ?? 0);
