import { textBytesIn } from '../text-bytes.ts';
import { eventJson } from './stream-dialect.ts';

/** An event, and where it stands in bytes that hold more. */
export interface EventPlace {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/** So many pieces say what stands around the text of all. */
const SAMPLES = 3;

/**
 * Tells about how much text a stream has brought, for one whose provider never told: what stands around the text is the same on
 * nearly all events, so that a few of them say how much of the whole it was. On the way it costs two sums an event.
 */
export class TextGauge {
  #events = 0;
  #bytes = 0;
  readonly #samples: EventPlace[] = [];

  /** Takes one piece of the answer: none that says why it ended, for that one is made otherwise. */
  add(event: EventPlace): void {
    this.#samples[this.#events % SAMPLES] = event;
    this.#events++;
    this.#bytes += event.end - event.start;
  }

  /** Bytes of text in all pieces, judged by the last of them. */
  textBytes(): number {
    if (this.#events === 0) return 0;
    let around = 0;
    for (const { bytes, start, end } of this.#samples) around += end - start - textBytesIn(eventJson(bytes, start, end));
    return Math.max(0, Math.round(this.#bytes - (this.#events * around) / this.#samples.length));
  }
}
