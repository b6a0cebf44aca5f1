import type { ByteSink, ByteSource, Departure, UpstreamReply, UpstreamRequest } from '@sluice/core';
import { FaultError, isFaultError, type LocalAnswer } from '@sluice/provider-sdk';
import { Readable } from 'node:stream';
import { answerLimitMs, lateAnswer } from './late-answer.ts';
import { buffer } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Asks a provider that lives in this process, with the deadlines and the departures that the network has. */
export async function askLocally(request: UpstreamRequest, departure: Departure): Promise<UpstreamReply> {
  const gone = new AbortController();
  departure.onGone(() => gone.abort());
  const body = request.body instanceof Readable ? await buffer(request.body) : request.body;
  const answered = Promise.resolve(request.answer!({ ...request, body }, gone.signal));
  const answer = await inTime(answered, request, gone);
  const headers = Object.entries(answer.headers).flat();
  return { status: answer.status, headers, body: new LocalSource(answer.body, gone) };
}

function inTime(answered: Promise<LocalAnswer>, request: UpstreamRequest, gone: AbortController): Promise<LocalAnswer> {
  const limitMs = answerLimitMs(request);
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      reject(lateAnswer(request));
      gone.abort();
    };
    const timer = limitMs === 0 ? undefined : setTimeout(giveUp, limitMs);
    answered
      .then(resolve, (error: unknown) => {
        if (isFaultError(error)) return reject(error);
        const message = gone.signal.aborted ? 'the caller has gone' : 'the provider failed before it answered';
        reject(new FaultError({ kind: gone.signal.aborted ? 'cancelled' : 'unreachable', message }, { cause: error }));
      })
      .finally(() => clearTimeout(timer));
  });
}

/** Pieces that may follow each other before others have their turn. */
const PIECES_A_TURN = 64;

/** An answer made in this process, pushed like one from a socket. */
class LocalSource implements ByteSource {
  readonly #body: LocalAnswer['body'];
  readonly #gone: AbortController;
  #resumed: (() => void) | undefined;
  #paused = false;

  constructor(body: LocalAnswer['body'], gone: AbortController) {
    this.#body = body;
    this.#gone = gone;
  }

  pipe(sink: ByteSink): void {
    void this.#pump(sink);
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#resumed?.();
  }

  cancel(): void {
    this.#gone.abort();
    this.resume();
  }

  async #pump(sink: ByteSink): Promise<void> {
    try {
      let sent = 0;
      for await (const piece of this.#body instanceof Uint8Array ? [this.#body] : this.#body) {
        if (this.#gone.signal.aborted) return;
        sink.data(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
        if (this.#paused) await this.#untilResumed();
        // One that always has something at hand would never let anybody else have a turn.
        else if (++sent % PIECES_A_TURN === 0) await nextTurn();
      }
    } catch (error) {
      if (this.#gone.signal.aborted) return;
      const broken = new FaultError({ kind: 'unreachable', message: 'the connection to the provider broke' }, { cause: error });
      sink.fail(isFaultError(error) ? error : broken);
      return;
    }
    if (!this.#gone.signal.aborted) sink.end();
  }

  #untilResumed(): Promise<void> {
    return new Promise((resolve) => {
      this.#resumed = resolve;
    });
  }
}
