import type { ByteSink, ByteSource, Departure, UpstreamReply, UpstreamRequest } from '@sluice/core';
import { FaultError } from '@sluice/provider-sdk';
import type { Duplex } from 'node:stream';
import type { Dispatcher } from 'undici';
import { faultOfConnection } from './connection-fault.ts';
import { answerLimitMs, lateAnswer } from './late-answer.ts';

/** Node's buffers have it, and its types do not: `toString` costs twice as much for a word. */
type LatinBuffer = Buffer & { latin1Slice(): string };

/** What arrives before anybody reads is kept up to here; then the socket waits. */
const MOST_WAITING_BYTES = 256 * 1024;

/** When a pool last had a connection made: `performance.now()`. */
export interface Connections {
  madeAt: number;
}

export interface Exchanging {
  readonly request: UpstreamRequest;
  readonly departure: Departure;
  readonly connections: Connections;
}

/** Asked of undici when the caller has gone: no error of anybody's. */
const NOBODY_WAITS = new Error('nobody waits for this any more');

/**
 * One request on one connection, from undici's callbacks to our bytes. The callbacks that undici calls without
 * wrapping are used: no stream, no event emitter and no promise stands between the socket and the caller.
 */
export class SocketExchange implements Dispatcher.DispatchHandler, ByteSource {
  readonly #request: UpstreamRequest;
  readonly #resolve: (reply: UpstreamReply) => void;
  readonly #reject: (error: Error) => void;
  readonly #connections: Connections;
  readonly #began = performance.now();
  #abort: ((reason?: Error) => void) | undefined;
  #resume: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #sink: ByteSink | undefined;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #paused = false;
  #answered = false;
  #over: 'no' | 'ended' | 'cancelled' | Error = 'no';

  constructor({ request, departure, connections }: Exchanging, resolve: (reply: UpstreamReply) => void, reject: (error: Error) => void) {
    this.#request = request;
    this.#connections = connections;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#startTimer();
    departure.onGone(() => this.#leave());
  }

  // --- what undici calls ---

  onConnect(abort: (reason?: Error) => void): void {
    this.#abort = abort;
    this.#markConnection();
    if (this.#over !== 'no') abort(NOBODY_WAITS);
  }

  onBodySent(): void {
    // While a long upload moves, the answer cannot be late; a caller that set a limit of its own means all of it.
    if (this.#request.requestTimeoutMs === undefined) this.#timer?.refresh();
  }

  onHeaders(status: number, raw: Buffer[], resume: () => void): boolean {
    if (status < 200) return true;
    this.#stopTimer();
    this.#resume = resume;
    this.#answered = true;
    this.#resolve({ status, headers: latin(raw), body: this });
    return true;
  }

  onUpgrade(status: number, raw: Buffer[] | null, socket: Duplex): void {
    this.#stopTimer();
    // Undici has taken its own listeners off, and an error that nobody hears would end the process.
    socket.on('error', () => {});
    if (this.#over !== 'no') {
      socket.destroy();
      return;
    }
    this.#answered = true;
    this.#over = 'ended';
    this.#resolve({ status, headers: latin(raw ?? []), body: this, socket });
  }

  onData(chunk: Buffer): boolean {
    if (this.#over !== 'no') return false;
    if (this.#sink) this.#sink.data(chunk);
    else {
      this.#waiting.push(chunk);
      this.#waitingBytes += chunk.length;
      if (this.#waitingBytes > MOST_WAITING_BYTES) this.#paused = true;
    }
    return !this.#paused;
  }

  onComplete(): void {
    if (this.#over !== 'no') return;
    this.#over = 'ended';
    this.#sink?.end();
  }

  onError(error: Error): void {
    this.#stopTimer();
    if (this.#over !== 'no') return;
    const fault = new FaultError(faultOfConnection(error, this.#request.url, this.#answered), { cause: error });
    this.#over = fault;
    if (!this.#answered) this.#reject(fault);
    else this.#sink?.fail(fault);
  }

  // --- what the reader calls ---

  pipe(sink: ByteSink): void {
    this.#sink = sink;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const chunk of waiting) sink.data(chunk);
    if (this.#over === 'ended') sink.end();
    else if (this.#over instanceof Error) sink.fail(this.#over);
    else if (this.#paused && this.#waitingBytes > MOST_WAITING_BYTES) this.resume();
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#waitingBytes = 0;
    this.#resume?.();
  }

  cancel(): void {
    if (this.#over !== 'no') return;
    this.#over = 'cancelled';
    this.#stopTimer();
    this.#abort?.(NOBODY_WAITS);
  }

  /** Undici hands over a connection as soon as it is there: the last one that was made since this began was made for this. */
  #markConnection(): void {
    const { marks } = this.#request;
    const { madeAt } = this.#connections;
    if (marks && madeAt >= this.#began) marks.connected = madeAt;
  }

  #leave(): void {
    const answered = this.#answered;
    const open = this.#over === 'no';
    this.cancel();
    if (open && !answered) this.#reject(new FaultError({ kind: 'cancelled', message: 'the caller has gone' }));
  }

  #startTimer(): void {
    const limitMs = answerLimitMs(this.#request);
    if (limitMs === 0) return;
    this.#timer = setTimeout(() => {
      if (this.#over !== 'no' || this.#answered) return;
      this.cancel();
      this.#reject(lateAnswer(this.#request));
    }, limitMs);
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

function latin(raw: readonly Buffer[]): string[] {
  const headers: string[] = [];
  for (const each of raw as readonly LatinBuffer[]) headers.push(each.latin1Slice());
  return headers;
}
