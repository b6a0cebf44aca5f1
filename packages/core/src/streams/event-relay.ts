import { FaultError, type Fault } from '@sluice/provider-sdk';
import { EventSplitter } from '@sluice/provider-sdk/framing';
import type { ByteSink, ByteSource } from '../wire/bytes.ts';
import { IdleLimit } from '../wire/idle-limit.ts';
import { eventJson, type EventMeaning, type StreamDialect } from './stream-dialect.ts';
import { StreamTail } from './stream-tail.ts';
import { TextGauge, type EventPlace } from './text-gauge.ts';
import { withoutUnaskedUsage } from './unasked-usage.ts';

/** How a stream came to its end. */
export interface StreamEnd {
  /** Why it broke, or failed by the provider's own word, where it did. */
  readonly fault: Fault | undefined;
  readonly usage: unknown;
}

export interface RelayOptions {
  readonly dialect: StreamDialect;
  /** We asked for token counts and the caller did not: the events that tell them are taken out again. */
  readonly hideUsage: boolean;
  /** Answers that were asked for; all have to finish. */
  readonly choices: number;
  /** Milliseconds of silence after the first event; 0 is no limit. */
  readonly idleTimeoutMs: number;
  /** What to make of an error of the connection. */
  readonly faultOf: (error: Error) => Fault;
  /** What to make of an error of the provider's own, where it is not simply passed on. */
  readonly errorAsFault: (event: unknown) => Fault;
  /** A stream that begins with such an error is a failure, and not a reply. */
  readonly failsOnFirstError: boolean;
  /** Who is told of a break after the first event: the caller in band, or the reader of these bytes, who may know a way on. */
  readonly tellsBreak: 'caller' | 'reader';
  /** Told once of the first event. */
  readonly onFirst: () => void;
  /** Told once, also where nobody wants the rest. `textBytes` tells about how much text has come. */
  readonly onEnd: (end: StreamEnd, textBytes: () => number) => void;
}

/** More than any picture that a provider sends in one event. */
const MOST_EVENT_BYTES = 32 * 1024 * 1024;

/** Token counts stand in one of the last events: this many are remembered. */
const LAST_EVENTS = 3;

/**
 * Passes a stream of events on as they come, whole events only, and sees to it that the caller can tell a
 * finished answer from a broken one. What an event says is read on the side; its bytes are not touched.
 */
export class EventRelay implements ByteSource, ByteSink {
  readonly #upstream: IdleLimit;
  readonly #options: RelayOptions;
  readonly #splitter = new EventSplitter();
  readonly #first: Promise<Fault | undefined>;
  #settleFirst: ((fault: Fault | undefined) => void) | undefined;
  #held: Buffer[] = [];
  #sink: ByteSink | undefined;
  #finished = false;
  readonly #finishedChoices = new Set<unknown>();
  #done = false;
  /** The provider's own error, which was passed on. */
  #errored: Fault | undefined;
  /** Its events are of a kind that has a last one. */
  #marked = false;
  #ended = false;
  /** What the reader has still to be told. */
  #broken: Fault | undefined;
  /** The provider's own error that is not passed on, and where it stands in the bytes that have just come. */
  #refused: { readonly fault: Fault; readonly at: number } | undefined;
  readonly #tail = new StreamTail();
  readonly #gauge = new TextGauge();
  #last: EventPlace[] = [];
  /** The first event, where its dialect says something in it that counts at the end. */
  #opening: EventPlace | undefined;
  /** What is shown of the bytes that have just come, where that is not all, and how far it goes. */
  #edited: Buffer[] | undefined;
  #editedUpTo = 0;

  constructor(upstream: ByteSource, options: RelayOptions) {
    this.#upstream = new IdleLimit(upstream, options.idleTimeoutMs);
    this.#options = options;
    this.#first = new Promise((resolve) => {
      this.#settleFirst = resolve;
    });
    this.#upstream.pipe(this);
  }

  /**
   * Waits for the first event, which is when the stream has become an answer: until then the caller has been
   * sent nothing. Resolves to a fault when there will be none.
   */
  first(): Promise<Fault | undefined> {
    return this.#first;
  }

  /** Gives up before the first event. */
  abandon(fault: Fault): void {
    this.#upstream.cancel();
    this.#settle(fault);
    this.#close(fault);
  }

  pipe(sink: ByteSink): void {
    this.#sink = sink;
    const held = this.#held;
    this.#held = [];
    for (const bytes of held) sink.data(bytes);
    if (this.#broken) sink.fail(new FaultError(this.#broken));
    else if (this.#ended) sink.end();
    else this.#upstream.resume();
  }

  pause(): void {
    this.#upstream.pause();
  }

  resume(): void {
    this.#upstream.resume();
  }

  cancel(): void {
    this.#upstream.cancel();
    this.#close(undefined);
  }

  data(chunk: Buffer): void {
    if (this.#ended) return;
    this.#beginEditing();
    const complete = this.#splitter.push(chunk, this.#onEvent);
    if (this.#refused) return this.#stopAtRefusal(complete!, this.#refused);
    if (complete) this.#emit(this.#shown(complete));
    if (this.#splitter.waitingBytes > MOST_EVENT_BYTES) this.#refuseEndless();
  }

  end(): void {
    if (this.#ended) return;
    this.#takeRest();
    if (this.#refused) return;
    if (this.#isWhole() || (this.#options.dialect.endsUnmarked && !this.#marked && this.#settleFirst === undefined)) return this.#finish();
    const message = this.#settleFirst
      ? 'the provider closed the stream before its first event'
      : 'the provider closed the stream before its answer was finished';
    this.#break({ kind: this.#settleFirst ? 'unreadable_reply' : 'stream_broken', message });
  }

  fail(error: Error): void {
    if (this.#ended) return;
    // An answer that says it is finished is whole, whatever became of its connection.
    if (this.#isWhole()) return this.#finish();
    this.#break(this.#options.faultOf(error));
  }

  readonly #onEvent = (bytes: Buffer, start: number, end: number): void => {
    if (this.#refused) return;
    const { dialect, errorAsFault, failsOnFirstError, tellsBreak } = this.#options;
    const meaning: EventMeaning = dialect.meaning(bytes, start, end);
    if (meaning === 'error' && (this.#settleFirst ? failsOnFirstError : tellsBreak === 'reader')) {
      this.#refused = { fault: errorAsFault(eventJson(bytes, start, end)), at: start };
      return;
    }
    if (this.#edited) {
      const shown = meaning === 'comment' ? bytes.subarray(start, end) : withoutUnaskedUsage(bytes, start, end);
      // Between two events stand line ends that came late, and blank lines.
      this.#edited.push(bytes.subarray(this.#editedUpTo, start), ...(shown ? [shown] : []));
      this.#editedUpTo = end;
    }
    if (meaning === 'comment') return;
    if (meaning === 'finish') this.#noteFinish(bytes, start, end);
    else if (meaning === 'done') this.#done = true;
    else if (meaning === 'error') this.#errored = errorAsFault(eventJson(bytes, start, end));
    else if (meaning === 'part') this.#marked = true;
    if (dialect.opening) this.#opening ??= { bytes, start, end };
    if (meaning !== 'done') this.#remember({ bytes, start, end }, meaning);
    this.#settle(undefined);
  };

  #beginEditing(): void {
    this.#edited = this.#options.hideUsage ? [] : undefined;
    this.#editedUpTo = 0;
  }

  /** What the caller is to have of these bytes, whose events have been looked at. */
  #shown(bytes: Buffer): Buffer {
    return this.#edited ? Buffer.concat([...this.#edited, bytes.subarray(this.#editedUpTo)]) : bytes;
  }

  /** What came before the provider's own error is passed on; it itself is told to who can do something about it. */
  #stopAtRefusal(bytes: Buffer, { fault, at }: { readonly fault: Fault; readonly at: number }): void {
    if (this.#settleFirst) return this.abandon(fault);
    this.#emit(this.#shown(bytes.subarray(0, at)));
    this.#upstream.cancel();
    this.#break(fault);
  }

  /** An event that never ends would be held for ever: back-pressure cannot help where nothing may leave. */
  #refuseEndless(): void {
    this.#upstream.cancel();
    this.#break({
      kind: this.#settleFirst ? 'unreadable_reply' : 'stream_broken',
      message: `the provider sent an event of more than ${MOST_EVENT_BYTES} bytes that does not end`,
    });
  }

  /** What stands behind the last blank line: an event whose end was forgotten, or half of one that was cut. */
  #takeRest(): void {
    const rest = Buffer.from(this.#splitter.rest);
    if (rest.length === 0) return;
    const { dialect } = this.#options;
    const meaning = dialect.meaning(rest, 0, rest.length);
    const readable = meaning === 'done' || meaning === 'comment' || eventJson(rest, 0, rest.length) !== undefined;
    if (!readable) return;
    this.#beginEditing();
    this.#onEvent(rest, 0, rest.length);
    if (this.#refused) return this.#stopAtRefusal(rest, this.#refused);
    this.#emit(this.#shown(rest));
  }

  /** One finish is the end of one answer; only where several were asked for does it matter of which. */
  #noteFinish(bytes: Buffer, start: number, end: number): void {
    const { choices } = this.#options;
    if (choices > 1) {
      const event = eventJson(bytes, start, end) as { choices?: readonly { index?: unknown; finish_reason?: unknown }[] } | undefined;
      for (const { index, finish_reason: reason } of event?.choices ?? []) if (reason) this.#finishedChoices.add(index);
    }
    this.#finished = choices === 1 || this.#finishedChoices.size >= choices;
  }

  #isWhole(): boolean {
    return this.#done || this.#finished || this.#errored !== undefined;
  }

  #finish(): void {
    const { doneMark } = this.#options.dialect;
    if (doneMark !== undefined && this.#finished && !this.#done && !this.#errored) this.#add(doneMark);
    this.#settle(undefined);
    this.#close(this.#errored);
  }

  #break(fault: Fault): void {
    if (this.#settleFirst) this.#settle(fault);
    else if (this.#options.tellsBreak === 'reader') return this.#tellReader(fault);
    else this.#add(this.#options.dialect.broken(fault));
    this.#close(fault);
  }

  #tellReader(fault: Fault): void {
    this.#ended = true;
    this.#broken = fault;
    this.#options.onEnd({ fault, usage: this.#usage() }, () => this.#gauge.textBytes());
    this.#sink?.fail(new FaultError(fault));
  }

  /** Puts an event of ours behind what the provider sent. */
  #add(event: string): void {
    this.#emit(Buffer.from(this.#tail.gap + event));
  }

  #emit(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#tail.add(bytes);
    if (this.#sink) this.#sink.data(bytes);
    else this.#held.push(bytes);
  }

  #settle(fault: Fault | undefined): void {
    if (!this.#settleFirst) return;
    // One event is held, not a whole answer: the rest waits until somebody reads.
    if (!this.#sink) this.#upstream.pause();
    this.#upstream.arm();
    if (!fault) this.#options.onFirst();
    this.#settleFirst(fault);
    this.#settleFirst = undefined;
  }

  #close(fault: Fault | undefined): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#options.onEnd({ fault, usage: this.#usage() }, () => this.#gauge.textBytes());
    this.#sink?.end();
  }

  #usage(): unknown {
    for (const { bytes, start, end } of this.#last.toReversed()) {
      const usage = bytes.includes('"usage"', start, 'latin1') ? this.#options.dialect.usage(eventJson(bytes, start, end)) : undefined;
      if (usage !== undefined && usage !== null) return this.#withOpening(usage);
    }
    return undefined;
  }

  /** Counts of an answer's end with those of its beginning that it does not say again. */
  #withOpening(usage: unknown): unknown {
    const opening =
      this.#opening && this.#options.dialect.opening?.(eventJson(this.#opening.bytes, this.#opening.start, this.#opening.end));
    return typeof opening === 'object' && typeof usage === 'object' ? { ...opening, ...usage } : usage;
  }

  #remember(event: EventPlace, meaning: EventMeaning): void {
    const { brings } = this.#options.dialect;
    if (meaning === 'piece' && (!brings || brings(event.bytes, event.start, event.end))) this.#gauge.add(event);
    if (this.#last.length === LAST_EVENTS) this.#last.shift();
    this.#last.push(event);
  }
}
