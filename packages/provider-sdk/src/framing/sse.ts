import type { Frame } from '../codec.ts';
import { asBuffer } from '../json/as-buffer.ts';
import { eventData } from './event-data.ts';
import { EventSplitter } from './event-splitter.ts';
import { jsonOrText, MOST_FRAME_BYTES, unreadable, type FrameDecoder } from './frame-decoder.ts';

const EVENT_NAME = /(?:^|[\r\n])event: ?([^\r\n]*)/;

/** Server-sent events: comments and events without data are none of ours. */
export class SseDecoder implements FrameDecoder {
  readonly #splitter = new EventSplitter();
  #frames: Frame[] = [];

  push(piece: Uint8Array): readonly Frame[] {
    this.#splitter.push(asBuffer(piece), this.#onEvent);
    if (this.#splitter.waitingBytes > MOST_FRAME_BYTES) throw unreadable(`has an event of more than ${MOST_FRAME_BYTES} bytes`);
    return this.#take();
  }

  end(): readonly Frame[] {
    const { rest } = this.#splitter;
    if (rest.length > 0) this.#onEvent(rest, 0, rest.length);
    return this.#take();
  }

  readonly #onEvent = (bytes: Buffer, start: number, end: number): void => {
    const data = eventData(bytes, start, end);
    if (data === undefined) return;
    const event = EVENT_NAME.exec(bytes.toString('utf8', start, Math.min(end, start + 256)))?.[1];
    this.#frames.push({ event, data: jsonOrText(data), failed: event === 'error' });
  };

  #take(): readonly Frame[] {
    const taken = this.#frames;
    this.#frames = [];
    return taken;
  }
}
