import type { ByteSource, Outcome, RequestBody, RequestHeaders } from '@sluice/core';
import type { RecordedBodies, RecordedBody } from '../log/recorded-body.ts';

/** Events are longer than what they come to once they are put together: so many times the bytes of a body are held of a stream. */
const EVENTS_FOR_TEXT = 4;

/** What is said on both sides of one request, held for its record up to a limit. */
export class Spoken {
  readonly #limit: number;
  #request: RecordedBody | undefined;
  #response: RecordedBody | undefined;

  /** @param limit Bytes of each body that are held. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get bodies(): RecordedBodies {
    return { request: this.#request, response: this.#response };
  }

  /** Takes a request's body: JSON as it is, of all else what it is and how much. */
  heard(body: RequestBody, headers: RequestHeaders): void {
    if (body.kind === 'none') return;
    const contentType = headers['content-type'] as string | undefined;
    if (body.kind === 'json') this.#request = this.#whole(contentType, body.document.bytes);
    else {
      const length = body.kind === 'bytes' ? body.bytes.length : Number(headers['content-length'] ?? 0);
      this.#request = { contentType, length, chunks: [], kept: 0 };
    }
  }

  /**
   * Takes an answer that is about to leave: one that streams is told on its way.
   *
   * @param body What leaves, where the outcome does not have it.
   * @returns The same answer, to be sent in its place.
   */
  said<T extends Outcome>(outcome: T, body: Buffer | undefined): T {
    const contentType = valueIn(outcome.headers, 'content-type');
    if (outcome.kind === 'flow') {
      const heard = new HeardFlow(contentType, this.#limit * EVENTS_FOR_TEXT);
      this.#response = heard;
      return { ...outcome, body: overheard(outcome.body, heard) };
    }
    const bytes = body ?? (outcome.kind === 'whole' ? outcome.body : undefined);
    if (bytes) this.#response = this.#whole(contentType, bytes);
    return outcome;
  }

  /** A copy of the beginning of what is too long lets go of all the rest. */
  #whole(contentType: string | undefined, bytes: Uint8Array): RecordedBody {
    const kept = bytes.length > this.#limit ? Buffer.from(bytes.subarray(0, this.#limit)) : bytes;
    return { contentType, length: bytes.length, chunks: [kept], kept: kept.length };
  }
}

/** An answer on its way: pieces are held as they are, up to a limit. */
class HeardFlow implements RecordedBody {
  readonly contentType: string | undefined;
  readonly chunks: Buffer[] = [];
  length = 0;
  kept = 0;
  readonly #limit: number;

  constructor(contentType: string | undefined, limit: number) {
    this.contentType = contentType;
    this.#limit = limit;
  }

  take(chunk: Buffer): void {
    // Behind a piece that was left out nothing is held, so that what is held has no hole.
    if (this.kept === this.length && this.kept + chunk.length <= this.#limit) {
      this.chunks.push(chunk);
      this.kept += chunk.length;
    }
    this.length += chunk.length;
  }
}

const overheard = (source: ByteSource, heard: HeardFlow): ByteSource => ({
  pipe: (sink) =>
    source.pipe({
      data(chunk) {
        heard.take(chunk);
        sink.data(chunk);
      },
      end: () => sink.end(),
      fail: (error) => sink.fail(error),
    }),
  pause: () => source.pause(),
  resume: () => source.resume(),
  cancel: () => source.cancel(),
});

function valueIn(headers: readonly string[], name: string): string | undefined {
  for (let index = 0; index < headers.length; index += 2) if (headers[index] === name) return headers[index + 1];
  return undefined;
}
