import type { Mend } from '@sluice/provider-sdk';
import { EventSplitter } from '@sluice/provider-sdk/framing';
import { eventJson } from '../streams/stream-dialect.ts';
import type { ByteSink, ByteSource } from '../wire/bytes.ts';

/** A stream of a provider that speaks the door's dialect in its own way: events that need it are mended, all others pass as the very bytes that came. */
export class MendedSource implements ByteSource, ByteSink {
  readonly #upstream: ByteSource;
  readonly #mend: Mend;
  readonly #splitter = new EventSplitter();
  #sink: ByteSink | undefined;
  #out: Buffer[] = [];
  #upTo = 0;

  constructor(upstream: ByteSource, mend: Mend) {
    this.#upstream = upstream;
    this.#mend = mend;
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
    this.#upstream.cancel();
  }

  data(piece: Buffer): void {
    this.#out = [];
    this.#upTo = 0;
    const complete = this.#splitter.push(piece, this.#onEvent);
    if (!complete) return;
    const rest = complete.subarray(this.#upTo);
    this.#sink!.data(this.#out.length === 0 ? rest : Buffer.concat([...this.#out, rest]));
  }

  end(): void {
    const { rest } = this.#splitter;
    if (rest.length > 0) this.#sink!.data(Buffer.from(this.#mended(rest, 0, rest.length) ?? rest));
    this.#sink!.end();
  }

  fail(error: Error): void {
    this.#sink!.fail(error);
  }

  readonly #onEvent = (bytes: Buffer, start: number, end: number): void => {
    const mended = this.#mended(bytes, start, end);
    if (mended === undefined) return;
    this.#out.push(bytes.subarray(this.#upTo, start), mended);
    this.#upTo = end;
  };

  #mended(bytes: Buffer, start: number, end: number): Buffer | undefined {
    const { chunk: mend, signs } = this.#mend;
    if (!mend) return undefined;
    const event = bytes.subarray(start, end);
    if (!signs.some((sign) => event.includes(sign, 0, 'latin1'))) return undefined;
    const chunk = eventJson(bytes, start, end);
    if (typeof chunk !== 'object' || chunk === null) return undefined;
    const better = mend(chunk as Readonly<Record<string, unknown>>);
    return better === chunk ? undefined : Buffer.from(`data: ${JSON.stringify(better)}\n\n`);
  }
}
