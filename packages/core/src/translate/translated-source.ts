import { isFaultError, withLongNumbers, type DoorEvent, type Fault, type Frame, type Json } from '@sluice/provider-sdk';
import type { FrameDecoder } from '@sluice/provider-sdk/framing';
import type { ByteSink, ByteSource } from '../wire/bytes.ts';
import { IdleLimit } from '../wire/idle-limit.ts';

/** The steps of a stream from the provider's bytes to the caller's events. */
export interface Steps {
  readonly decoder: FrameDecoder;
  /** Frames to chat chunks. */
  readonly read: (frame: Frame) => readonly Json[];
  readonly readEnd: () => readonly Json[];
  /** Chat chunks to the door's events. */
  readonly write: (chunk: Json) => readonly DoorEvent[];
  readonly writeEnd: () => readonly DoorEvent[];
  /** The event that tells the caller of a failure. */
  readonly tell: (fault: Fault) => string;
}

/**
 * A provider's stream in the words of the caller's door, event by event as they come. A failure that the provider
 * tells in its stream becomes one event of the door's; where its connection breaks, the reader is told.
 */
export class TranslatedSource implements ByteSource, ByteSink {
  readonly #upstream: IdleLimit;
  readonly #steps: Steps;
  #sink: ByteSink | undefined;
  /** What is still to be sent on. */
  #text = '';
  #spoken = false;
  #over = false;
  /** What the provider said went wrong, once it has. */
  fault: Fault | undefined;

  constructor(upstream: ByteSource, idleTimeoutMs: number, steps: Steps) {
    // Counted here: a provider that only pings is there, though the caller has nothing of it.
    this.#upstream = new IdleLimit(upstream, idleTimeoutMs);
    this.#steps = steps;
  }

  pipe(sink: ByteSink): void {
    this.#sink = sink;
    this.#upstream.pipe(this);
  }

  pause(): void {
    this.#upstream.pause();
  }

  resume(): void {
    this.#upstream.resume();
  }

  cancel(): void {
    this.#over = true;
    this.#upstream.cancel();
  }

  data(piece: Buffer): void {
    if (this.#over) return;
    this.#try(() => this.#said(this.#steps.decoder.push(piece)));
  }

  end(): void {
    if (this.#over) return;
    this.#try(() => {
      this.#said(this.#steps.decoder.end());
      this.#rest();
    });
    if (this.#over) return;
    this.#over = true;
    this.#sink!.end();
  }

  fail(error: Error): void {
    if (this.#over) return;
    // The end of the answer may have been told before its connection broke.
    this.#try(() => this.#rest());
    if (this.#over) return;
    this.#over = true;
    this.#sink!.fail(error);
  }

  #said(frames: readonly Frame[]): void {
    for (const frame of frames) for (const chunk of this.#steps.read(frame)) this.#say(this.#steps.write(chunk));
  }

  #rest(): void {
    for (const chunk of this.#steps.readEnd()) this.#say(this.#steps.write(chunk));
    this.#say(this.#steps.writeEnd());
  }

  #say(events: readonly DoorEvent[]): void {
    for (const { event, data } of events)
      this.#text += `${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;
  }

  /** What one piece of the provider's came to leaves as one piece, whatever went wrong at its end. */
  #try(read: () => void): void {
    let fault: Fault | undefined;
    try {
      read();
    } catch (error) {
      fault = isFaultError(error) ? error.fault : unreadableBy(error);
    }
    const text = this.#text;
    this.#text = '';
    if (text !== '') this.#sink!.data(Buffer.from(withLongNumbers(text)));
    if (fault) return this.#stop(fault);
    if (text === '' || this.#spoken) return;
    this.#spoken = true;
    this.#upstream.arm();
  }

  #stop(fault: Fault): void {
    this.#over = true;
    this.fault = fault;
    this.#upstream.cancel();
    this.#sink!.data(Buffer.from(this.#steps.tell(fault)));
    this.#sink!.end();
  }
}

/** An adapter that fails at what a provider sent harms this stream alone. */
const unreadableBy = (error: unknown): Fault => ({
  kind: 'unreadable_reply',
  message: `the provider's stream could not be read (${error instanceof Error ? error.message : 'no reason given'})`,
});
