import type { Asked, DoorEvent, EventWriter, Json } from '@sluice/provider-sdk';
import { compact, countIn, isJson, jsonIn, listIn, textIn, usageTold } from '@sluice/provider-sdk/chat';
import { Blocks } from './blocks.ts';
import { CallBlocks } from './call-blocks.ts';
import { detailPiece } from './details.ts';
import { endingOf } from './ending.ts';
import { saidIn } from './said.ts';
import { messageUsage } from './usage.ts';
import { messageId } from './write-reply.ts';

/** Writes chat chunks as a stream of the Messages API. */
export const messagesWriter = (asked: Asked): EventWriter => new MessagesWriter(asked);

class MessagesWriter implements EventWriter {
  readonly #asked: Asked;
  readonly #blocks = new Blocks();
  readonly #calls: CallBlocks;
  #begun = false;
  #usage: Json | undefined;
  #serviceTier: unknown;
  #own: Json = {};
  /** The choice's last words: why it ended and what its provider says besides. */
  #ended: Json = {};
  #finished = false;
  #refusal = '';

  constructor(asked: Asked) {
    this.#asked = asked;
    this.#calls = new CallBlocks(this.#blocks, asked);
  }

  write(chunk: Json): readonly DoorEvent[] {
    const choice = listIn(chunk['choices']).find((each): each is Json => isJson(each) && (countIn(each['index']) ?? 0) === 0);
    this.#usage = usageTold(chunk) ?? this.#usage;
    this.#serviceTier = chunk['service_tier'] ?? this.#serviceTier;
    this.#own = { ...this.#own, ...jsonIn(chunk['extras']) };
    if (!choice) return [];
    const begin = this.#begin(chunk);
    // Some providers give their last chunk, or all, a whole message.
    this.#say(jsonIn(choice['delta']) ?? jsonIn(choice['message']) ?? {});
    this.#note(choice);
    return [...begin, ...this.#blocks.take()];
  }

  end(): readonly DoorEvent[] {
    if (!this.#finished) return [];
    const { stop_reason, stop_sequence, stop_details } = endingOf(this.#ended, this.#calls.any, this.#refusal);
    const { container, context_management } = this.#own;
    const delta = { stop_reason, stop_sequence, ...compact({ stop_details, container }) };
    return [
      ...this.#blocks.end(),
      event({ type: 'message_delta', delta, usage: messageUsage(this.#usage, this.#serviceTier), ...compact({ context_management }) }),
      event({ type: 'message_stop' }),
    ];
  }

  #begin(chunk: Json): readonly DoorEvent[] {
    if (this.#begun) return [];
    this.#begun = true;
    const message = {
      id: messageId(chunk['id'], this.#asked),
      type: 'message',
      role: 'assistant',
      model: textIn(chunk['model']) || (this.#asked.target.model ?? ''),
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: messageUsage(this.#usage),
    };
    return [event({ type: 'message_start', message })];
  }

  #say(delta: Json): void {
    const { text, reasoning, refusal, blocks, calls } = saidIn(delta);
    const pieces = blocks.map((block) => ({ index: countIn(block['index']) ?? 0, delta: jsonIn(block['delta']) ?? {} }));
    // What is told among the blocks is told once.
    const detail = detailPiece(delta);
    if (!pieces.some((piece) => 'thinking' in piece.delta)) this.#reason(reasoning || detail.thinking, detail.signature);
    for (const piece of pieces) this.#block(piece.index, piece.delta);
    if (text !== '' && !pieces.some(isText)) this.#text(text);
    if (refusal !== '') this.#refuse(refusal);
    for (const call of calls) this.#calls.add(call);
  }

  #reason(thinking: string, signature: string): void {
    if (thinking === '' && signature === '') return;
    const block = this.#blocks.goOn('reasoning', { type: 'thinking', thinking: '', signature: '' });
    if (thinking !== '') block.waiting.push({ type: 'thinking_delta', thinking });
    if (signature !== '') block.waiting.push({ type: 'signature_delta', signature });
  }

  #text(text: string): void {
    this.#blocks.goOn('text', { type: 'text', text: '' }).waiting.push({ type: 'text_delta', text });
  }

  #refuse(refusal: string): void {
    this.#refusal += refusal;
    this.#text(refusal);
  }

  /** A piece of a block, or a whole one: see `ChoiceChunks.block`. */
  #block(index: number, delta: Json): void {
    const key = `block ${index}`;
    const { type } = delta;
    if (typeof type === 'string' && type !== 'text' && type !== 'thinking') {
      this.#whole(delta);
      return;
    }
    const { thinking, signature, text, data, citation } = delta;
    if (typeof thinking === 'string' || typeof signature === 'string') {
      const block = this.#blocks.goOn(`${key} thinking`, { type: 'thinking', thinking: '', signature: '' });
      if (textIn(thinking)) block.waiting.push({ type: 'thinking_delta', thinking });
      if (textIn(signature)) block.waiting.push({ type: 'signature_delta', signature });
    } else if (typeof text === 'string' || citation !== undefined) {
      const name = text === undefined && this.#blocks.last?.key === 'text' ? 'text' : `${key} text`;
      const block = this.#blocks.goOn(name, { type: 'text', text: '' });
      if (textIn(text)) block.waiting.push({ type: 'text_delta', text });
      if (citation !== undefined) block.waiting.push({ type: 'citations_delta', citation });
    } else if (typeof data === 'string') this.#whole({ type: 'redacted_thinking', data });
  }

  /** A block that came whole; an input is still written as a piece, which is where clients read it. */
  #whole(block: Json): void {
    const input = jsonIn(block['input']);
    const begun = this.#blocks.begin('', input ? { ...block, input: {} } : block);
    if (input) begun.waiting.push({ type: 'input_json_delta', partial_json: JSON.stringify(input) });
  }

  #note(choice: Json): void {
    const { finish_reason, native_finish_reason, stop_sequence, stop_details, extras } = choice;
    this.#ended = {
      ...this.#ended,
      ...compact({ stop_sequence, stop_details, ...jsonIn(extras) }),
      ...(typeof finish_reason === 'string' && { finish_reason, native_finish_reason }),
    };
    this.#finished ||= typeof finish_reason === 'string' && finish_reason !== '';
  }
}

const isText = ({ delta: { type = 'text', text } }: { readonly delta: Json }) => type === 'text' && typeof text === 'string';

const event = (data: Json): DoorEvent => ({ event: String(data['type']), data });
