import { FaultError, type Asked, type Frame, type Json, type StreamReader } from '@sluice/provider-sdk';
import { ChatChunks, jsonIn, textIn } from '@sluice/provider-sdk/chat';
import { finishOf } from './finish.ts';
import { readLogprobs } from './logprobs.ts';
import { readUsage } from './usage.ts';

export const readStream = (asked: Asked): StreamReader => new ChatStream(asked);

/** One stream of `/v2/chat`: everything said comes as `delta.message`. */
class ChatStream implements StreamReader {
  readonly #asked: Asked;
  readonly #chunks: ChatChunks;
  /** The number of a call in the order of their coming, by the `index` it was given, which contents share and may repeat. */
  readonly #calls = new Map<unknown, number>();
  #begun = 0;

  constructor(asked: Asked) {
    this.#asked = asked;
    this.#chunks = new ChatChunks(asked);
  }

  read({ event, data }: Frame): readonly Json[] {
    const said = jsonIn(data);
    if (said) this.#hear(textIn(said['type']) ?? event, said);
    return this.#chunks.take();
  }

  end(): readonly Json[] {
    return this.#chunks.end();
  }

  #hear(type: string | undefined, said: Json): void {
    const delta = jsonIn(said['delta']) ?? {};
    const message = jsonIn(delta['message']) ?? {};
    const choice = this.#chunks.choice();
    switch (type) {
      case 'message-start':
        this.#chunks.about({ id: said['id'] });
        return choice.begin();
      case 'content-start':
      case 'content-delta':
        return this.#content(jsonIn(message['content']), said['logprobs']);
      case 'tool-plan-delta':
        return choice.reasoning(textIn(message['tool_plan']) ?? '');
      case 'citation-start':
        return message['citations'] === undefined ? undefined : choice.messageExtras({ citations: [message['citations']].flat() });
      case 'tool-call-start':
      case 'tool-call-delta':
        return this.#call(type, said['index'], jsonIn(message['tool_calls']) ?? {});
      case 'message-end':
        return this.#finish(delta);
      case undefined:
      case 'message':
      case 'error':
        // A failure comes without a type, in the form that it has outside of streams.
        if (typeof said['message'] === 'string') throw new FaultError({ kind: 'upstream_error', message: said['message'] });
    }
  }

  #content(content: Json | undefined, logprobs: unknown): void {
    const choice = this.#chunks.choice();
    const text = textIn(content?.['text']) ?? '';
    const likely = text === '' ? undefined : readLogprobs(logprobs);
    choice.reasoning(textIn(content?.['thinking']) ?? '');
    if (likely) choice.logprobs(text, likely);
    else choice.text(text);
  }

  #call(type: string, index: unknown, call: Json): void {
    const said = jsonIn(call['function']) ?? {};
    const choice = this.#chunks.choice();
    if (type === 'tool-call-start') {
      const number = this.#begun++;
      this.#calls.set(index, number);
      choice.callBegins(number, { id: textIn(call['id']) ?? `call_${this.#asked.id}_${number}`, name: textIn(said['name']) ?? '' });
    }
    choice.callGoesOn(this.#calls.get(index) ?? this.#begun - 1, textIn(said['arguments']) ?? '');
  }

  #finish(delta: Json): void {
    const choice = this.#chunks.choice();
    const reason = textIn(delta['finish_reason']);
    choice.finish(finishOf(reason, choice.called, textIn(delta['error'])), reason);
    this.#chunks.usage(readUsage(delta['usage']));
  }
}
