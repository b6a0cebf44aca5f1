import { isFaultError, type Fault } from '@sluice/provider-sdk';
import type { ByteSink, ByteSource } from '../../wire/bytes.ts';
import { EventSplitter } from '@sluice/provider-sdk/framing';
import { StreamTail } from '../stream-tail.ts';
import { readChatEvent } from './chat-event.ts';
import { JoiningEvents, type Joined } from './joining-events.ts';
import { Junction } from './junction.ts';
import { ShownAnswer } from './shown.ts';

/** Another target's answer, to go on from one that broke. */
export interface Continuation {
  /** Pushes whole events; ends after a proper end, and fails where the answer breaks. */
  readonly source: ByteSource;
  /** It was asked to go on from the text; else it was asked afresh, and counts only if it begins with that text. */
  readonly prefilled: boolean;
  /** Whether it was given the text without its last white space; undefined where nobody knows. */
  readonly trimmed?: boolean | undefined;
}

/** What a continued stream needs of its host. */
export interface ContinueMeans {
  /** Asks the next target to go on from the text; undefined where none is left. Asked again where that breaks too, or cannot be joined. */
  next(text: string, fault: Fault): Promise<Continuation | undefined>;
  /** The event that tells the caller that the answer is broken. */
  broken(fault: Fault): string;
  /** Called once: with why it broke, or without where it is whole or nobody wants the rest. */
  onEnd(fault: Fault | undefined): void;
}

/** One source and how its events are made those of the answer. */
interface Leg {
  readonly source: ByteSource;
  readonly splitter: EventSplitter;
  /** Undefined on the first, whose events are the answer's. */
  readonly joining: JoiningEvents | undefined;
}

/**
 * A chat completion that goes on elsewhere where it breaks: the events of the first source, untouched, and behind
 * them those of the next, from exactly the letter on where the first one stopped. Where that cannot be had the
 * answer ends with an error in its own stream, and never as though it were whole.
 */
export class ContinuedStream implements ByteSource {
  readonly #means: ContinueMeans;
  readonly #shown = new ShownAnswer();
  readonly #tail = new StreamTail();
  /** What is written next comes from another than what was written last. */
  #changing = false;
  #leg: Leg | undefined;
  /** The leg's source has not been started: it came while nobody was to send. */
  #unstarted = true;
  #paused = false;
  #closed = false;
  #sink: ByteSink | undefined;

  constructor(first: ByteSource, means: ContinueMeans) {
    this.#means = means;
    this.#leg = { source: first, splitter: new EventSplitter(), joining: undefined };
  }

  pipe(sink: ByteSink): void {
    this.#sink = sink;
    this.#start();
  }

  pause(): void {
    this.#paused = true;
    this.#leg?.source.pause();
  }

  resume(): void {
    this.#paused = false;
    if (this.#leg && this.#unstarted && this.#sink) this.#start();
    else this.#leg?.source.resume();
  }

  cancel(): void {
    if (this.#closed) return;
    this.#closed = true;
    const leg = this.#leg;
    this.#leg = undefined;
    leg?.source.cancel();
    this.#means.onEnd(undefined);
  }

  #start(): void {
    const leg = this.#leg;
    if (!leg) return;
    this.#unstarted = false;
    leg.source.pipe({
      data: (chunk) => this.#take(leg, chunk),
      end: () => this.#end(leg),
      fail: (error) => this.#fail(leg, error),
    });
  }

  #take(leg: Leg, chunk: Buffer): void {
    if (this.#leg !== leg) return;
    const out: Buffer[] = [];
    let from = 0;
    let why: string | undefined;
    const complete = leg.splitter.push(chunk, (bytes, _start, end) => {
      if (why === undefined) why = this.#show(joined(leg, bytes.subarray(from, end)), out);
      from = end;
    });
    if (complete && from < complete.length && why === undefined) out.push(complete.subarray(from));
    this.#emit(out);
    if (why !== undefined && this.#leg === leg) this.#giveUp(leg, why);
  }

  #end(leg: Leg): void {
    if (this.#leg !== leg) return;
    const out: Buffer[] = [];
    const why = this.#takeRest(leg, out) ?? (leg.joining ? this.#show(leg.joining.end(), out) : undefined);
    if (why === undefined) out.push(...this.#shown.release());
    this.#emit(out);
    if (this.#leg !== leg) return;
    if (why === undefined) this.#close(undefined);
    else this.#goOn(unjoined(why));
  }

  #fail(leg: Leg, error: Error): void {
    if (this.#leg !== leg) return;
    this.#goOn(isFaultError(error) ? error.fault : { kind: 'stream_broken', message: error.message });
  }

  /** An event whose blank line was forgotten, which only the end of the stream makes whole. */
  #takeRest({ splitter, joining }: Leg, out: Buffer[]): string | undefined {
    const rest = Buffer.concat([splitter.rest, Buffer.from('\n\n')]);
    if (readChatEvent(rest).kind === 'silent') return undefined;
    return this.#show(joining ? joining.take(rest) : asItIs(rest), out);
  }

  #show(events: Joined, out: Buffer[]): string | undefined {
    if (events.kind === 'unprovable') return events.why;
    for (const event of events.events) out.push(...this.#shown.add(event));
    return undefined;
  }

  #giveUp(leg: Leg, why: string): void {
    this.#leg = undefined;
    leg.source.cancel();
    this.#goOn(unjoined(why));
  }

  /** The source in charge has no more to give. */
  #goOn(fault: Fault): void {
    this.#leg = undefined;
    const { over, obstacle } = this.#shown;
    // An answer that says it is finished is whole, whatever became of its connection.
    this.#emit(over ? this.#shown.release() : this.#shown.cut());
    if (this.#closed) return;
    if (over) this.#close(undefined);
    else if (obstacle !== undefined) this.#break(fault);
    else void this.#askNext(fault);
  }

  async #askNext(fault: Fault): Promise<void> {
    const { text } = this.#shown;
    let next: Continuation | undefined;
    try {
      next = await this.#means.next(text, fault);
    } catch {
      // What the caller is owed is why the answer broke, not why nobody could be asked to go on.
    }
    if (this.#closed) return next?.source.cancel();
    if (!next) return this.#break(fault);
    const junction = new Junction({ sent: text, prefilled: next.prefilled, trimmed: next.trimmed });
    this.#leg = { source: next.source, splitter: new EventSplitter(), joining: new JoiningEvents(junction, this.#shown) };
    this.#unstarted = true;
    this.#changing = true;
    if (!this.#paused) this.#start();
  }

  #break(fault: Fault): void {
    this.#changing = true;
    this.#emit([Buffer.from(this.#means.broken(fault))]);
    this.#close(fault);
  }

  #emit(pieces: readonly Buffer[]): void {
    if (pieces.length === 0 || this.#closed) return;
    const gap = this.#changing ? this.#tail.gap : '';
    this.#changing = false;
    const bytes = pieces.length === 1 && gap === '' ? pieces[0]! : Buffer.concat([Buffer.from(gap), ...pieces]);
    this.#tail.add(bytes);
    this.#sink!.data(bytes);
  }

  #close(fault: Fault | undefined): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#leg = undefined;
    this.#means.onEnd(fault);
    this.#sink!.end();
  }
}

function joined({ joining }: Leg, bytes: Buffer): Joined {
  return joining ? joining.take(bytes) : asItIs(bytes);
}

function asItIs(bytes: Buffer): Joined {
  const event = readChatEvent(bytes);
  return { kind: 'shown', events: [{ bytes, event, text: event.kind === 'piece' ? event.text : '' }] };
}

const unjoined = (why: string): Fault => ({
  kind: 'stream_broken',
  message: `the provider's stream broke, and what another target made of its answer cannot be joined to it: ${why}`,
});
