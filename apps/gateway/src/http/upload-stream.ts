import { FaultError } from '@sluice/provider-sdk';
import { beginsMultipart, closingBytes, endsMultipart } from '@sluice/core';
import { Transform, type Readable, type TransformCallback } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import { badForm, stalled, tooLarge } from './body-faults.ts';
import { LargeFlow } from './large-flow.ts';
import type { BodyLimits } from './body-limits.ts';

/**
 * A body on its way through: never held, but counted against the limit, timed, and, where it is a form, checked
 * at both ends. A fault destroys the stream, so what was sent upstream stays unfinished and is no request.
 */
export function uploadStream(request: IncomingMessage, limits: BodyLimits, boundary?: string): Readable {
  const upload = new Upload(limits, boundary);
  // Whoever reads it hears of its faults too. A body whose request was refused is read by nobody, and must end no process.
  upload.on('error', () => {});
  request.on('error', (error) => upload.destroy(error));
  request.on('close', () => {
    if (!request.complete) upload.destroy(new FaultError({ kind: 'cancelled', message: 'the caller has gone' }));
  });
  return request.pipe(upload);
}

class Upload extends Transform {
  readonly #limits: BodyLimits;
  readonly #boundary: string | undefined;
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #flow = new LargeFlow();
  #size = 0;
  #head: Buffer | undefined;
  #tail = Buffer.alloc(0);

  constructor(limits: BodyLimits, boundary: string | undefined) {
    super();
    this.#limits = limits;
    this.#boundary = boundary;
    this.#timer = limits.idleMs > 0 ? setTimeout(() => this.destroy(stalled(limits.idleMs)), limits.idleMs) : undefined;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#timer?.refresh();
    this.#size += chunk.length;
    this.#flow.passed(chunk.length);
    const { bodyBytes } = this.#limits;
    if (this.#size > bodyBytes) return done(tooLarge(bodyBytes));
    if (this.#boundary === undefined) return done(null, chunk);

    if (this.#head === undefined) {
      this.#head = chunk;
      if (!beginsMultipart(chunk, this.#boundary)) return done(badForm('it does not begin with its boundary'));
    }
    // The last bytes stay back until more come: a form that does not close must not arrive whole.
    const held = Buffer.concat([this.#tail, chunk]);
    const kept = Math.min(held.length, closingBytes(this.#boundary));
    this.#tail = held.subarray(held.length - kept);
    done(null, held.subarray(0, held.length - kept));
  }

  override _flush(done: TransformCallback): void {
    clearTimeout(this.#timer);
    if (this.#boundary === undefined) return done();
    if (endsMultipart(this.#tail, this.#boundary)) return done(null, this.#tail);
    done(badForm('it does not end with its closing boundary'));
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    clearTimeout(this.#timer);
    callback(error);
  }
}
