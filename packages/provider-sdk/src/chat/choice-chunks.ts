import type { Json } from '../codec.ts';
import { callOf, type CallSaid, type FinishReason } from './reply.ts';

interface CallBegun {
  readonly index: number;
  empty: boolean;
}

/** One answer of a stream as it grows. */
export class ChoiceChunks {
  readonly #emit: (choice: Json) => void;
  readonly #calls: CallBegun[] = [];
  /** The last call of each of the provider's own names. */
  readonly #byKey = new Map<string | number, CallBegun>();
  #begun = false;
  #finish: Json | undefined;
  #closed = false;

  constructor(emit: (choice: Json) => void) {
    this.#emit = emit;
  }

  /** Whether `finish` has been called. */
  get finished(): boolean {
    return this.#finish !== undefined;
  }

  /** Whether a tool has been called: some providers end such an answer as any other. */
  get called(): boolean {
    return this.#calls.length > 0;
  }

  /** Says the role, where nothing has been said yet. */
  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#say({ role: 'assistant', content: '' });
  }

  /** More of the answer; an empty text says nothing. */
  text(text: string): void {
    if (text !== '') this.#delta({ content: text });
  }

  /** More thinking, for people to read; an empty text says nothing. */
  reasoning(text: string): void {
    if (text !== '') this.#delta({ reasoning_content: text });
  }

  /** More of a refusal; an empty text says nothing. */
  refusal(text: string): void {
    if (text !== '') this.#delta({ refusal: text });
  }

  /** A piece of the block at `index`: `{"thinking":…}`, `{"signature":…}`, `{"text":…}`, or a whole block with its `type`. */
  block(index: number, delta: Json): void {
    this.#delta({ content_blocks: [{ index, delta }] });
  }

  /** A piece of thinking that is both read by people and kept for the model. */
  thinking(index: number, text: string): void {
    if (text !== '') this.#delta({ reasoning_content: text, content_blocks: [{ index, delta: { thinking: text } }] });
  }

  /** A whole picture: `{"type":"image_url","image_url":{"url":…}}`. */
  image(image: Json): void {
    this.#delta({ images: [image] });
  }

  /** The provider's own members of a message. */
  messageExtras(extras: Json): void {
    this.#delta({ extras });
  }

  /** The provider's own members of a choice. */
  extras(extras: Json): void {
    this.begin();
    this.#emit({ delta: {}, logprobs: null, finish_reason: null, extras });
  }

  /** More of the answer, and how likely its tokens were, in OpenAI's form: `{"content":[…]}`. */
  logprobs(text: string, logprobs: Json): void {
    this.begin();
    this.#emit({ delta: { content: text }, logprobs, finish_reason: null });
  }

  /** A call begins. `key` is whatever the provider will name it by in what follows. */
  callBegins(key: string | number, { id, name, thoughtSignature }: Omit<CallSaid, 'arguments'>): void {
    const index = this.#begin(key, true);
    this.#delta({ tool_calls: [{ index, ...callOf({ id, name, arguments: '', thoughtSignature }) }] });
  }

  /** More of a call's arguments; of a call that never began, nothing. */
  callGoesOn(key: string | number, text: string): void {
    const call = this.#byKey.get(key);
    if (!call || text === '') return;
    call.empty = false;
    this.#delta({ tool_calls: [{ index: call.index, function: { arguments: text } }] });
  }

  /** A call that comes all at once. */
  call(key: string | number, said: CallSaid): void {
    const index = this.#begin(key, said.arguments === '');
    this.#delta({ tool_calls: [{ index, ...callOf(said) }] });
  }

  /** Why it ended. Said once: what comes later about it is not the end. */
  finish(reason: FinishReason, native?: string): void {
    this.#finish ??= { finish_reason: reason, ...(native !== undefined && { native_finish_reason: native }) };
  }

  /** Says the end; by `ChatChunks.end`. Held back until then because some providers go on talking after it. */
  close(): void {
    if (this.#closed || !this.#finish) return;
    this.begin();
    for (const { index, empty } of this.#calls) {
      if (empty) this.#say({ tool_calls: [{ index, function: { arguments: '{}' } }] });
    }
    this.#closed = true;
    this.#emit({ delta: {}, logprobs: null, ...this.#finish });
  }

  #begin(key: string | number, empty: boolean): number {
    const call = { index: this.#calls.length, empty };
    this.#calls.push(call);
    this.#byKey.set(key, call);
    return call.index;
  }

  #delta(delta: Json): void {
    this.begin();
    this.#say(delta);
  }

  #say(delta: Json): void {
    if (!this.#closed) this.#emit({ delta, logprobs: null, finish_reason: null });
  }
}
