import { FaultError, type Asked, type Frame, type Json, type StreamReader } from '@sluice/provider-sdk';
import { ChatChunks, compact, countIn, isJson, jsonIn, listIn, textIn, type ChoiceChunks, type ToolNames } from '@sluice/provider-sdk/chat';
import { formToolAsked } from '../request/format.ts';
import { namesFor } from '../tool-names.ts';
import { readMessagesFault } from './fault.ts';
import { finishOf } from './finish.ts';
import { HeldBlock } from './held-block.ts';
import { chatUsage, laterUsage, tierTold } from './usage.ts';

/** Reads a stream of the Messages API. Events, blocks and deltas that are new are passed on or passed over. */
export const messagesReader = (asked: Asked): StreamReader => new MessagesReader(asked);

type Open =
  | { readonly kind: 'text' | 'thinking' }
  | { readonly kind: 'call'; readonly key: string; readonly input: unknown; begun: boolean }
  | { readonly kind: 'form'; readonly input: unknown; begun: boolean }
  | { readonly kind: 'own'; readonly held: HeldBlock };

class MessagesReader implements StreamReader {
  readonly #chunks: ChatChunks;
  readonly #choice: ChoiceChunks;
  readonly #formTool: string | undefined;
  readonly #names: ToolNames;
  readonly #open = new Map<number, Open>();
  #usage: Json | undefined;
  #calls = 0;
  #begun = false;
  /** Whether text is told among blocks too: once there are blocks that are more than text. */
  #among: boolean;
  /** Chunks that are ready, before those that may still be added to. */
  #ready: Json[] = [];

  constructor(asked: Asked) {
    this.#chunks = new ChatChunks(asked);
    this.#choice = this.#chunks.choice();
    this.#formTool = formToolAsked(asked.call, asked.target.model);
    this.#names = namesFor(asked.call);
    this.#among = listIn(asked.call['tools']).some((tool) => jsonIn(tool)?.['type'] !== 'function');
  }

  read({ data, event, failed }: Frame): readonly Json[] {
    if (failed) throw new FaultError(readMessagesFault(data, 502));
    if (!isJson(data)) return [];
    const index = countIn(data['index']) ?? 0;
    switch (textIn(data['type']) ?? event ?? '') {
      case 'message_start':
        this.#begin(jsonIn(data['message']) ?? {});
        break;
      case 'content_block_start':
        this.#blockBegins(index, jsonIn(data['content_block']) ?? {});
        break;
      case 'content_block_delta':
        this.#blockGoesOn(index, jsonIn(data['delta']) ?? {});
        break;
      case 'content_block_stop':
        this.#blockEnds(index);
        break;
      case 'message_delta':
        this.#end(data);
        break;
      case 'message_stop':
        // Some proxies leave out why.
        if (!this.#choice.finished) this.#end({ delta: {} });
        break;
      case 'error':
        throw new FaultError(readMessagesFault(data, 502));
      default:
    }
    return this.#take();
  }

  end(): readonly Json[] {
    for (const index of this.#open.keys()) this.#blockEnds(index);
    this.#chunks.usage(chatUsage(this.#usage));
    return [...this.#take(), ...this.#chunks.end()];
  }

  #take(): readonly Json[] {
    const taken = [...this.#ready, ...this.#chunks.take()];
    this.#ready = [];
    return taken;
  }

  #begin(message: Json): void {
    // A proxy that joins streams may begin twice; the first name stays.
    if (this.#begun) return;
    this.#begun = true;
    this.#usage = laterUsage(this.#usage, message['usage']);
    this.#chunks.about({ id: message['id'], model: message['model'] });
    this.#chunks.tier(tierTold(message['usage']));
    this.#choice.begin();
  }

  #blockBegins(index: number, block: Json): void {
    this.#blockEnds(index);
    const open = this.#opened(index, block);
    this.#open.set(index, open);
  }

  #opened(index: number, block: Json): Open {
    switch (block['type']) {
      case 'text':
        this.#among ||= Array.isArray(block['citations']);
        this.#text(index, textIn(block['text']) ?? '');
        return { kind: 'text' };
      case 'thinking':
        this.#among = true;
        this.#choice.thinking(index, textIn(block['thinking']) ?? '');
        if (textIn(block['signature'])) this.#choice.block(index, { signature: block['signature'] });
        return { kind: 'thinking' };
      case 'tool_use': {
        if (this.#formTool !== undefined && block['name'] === this.#formTool) return { kind: 'form', input: block['input'], begun: false };
        const key = `call_${this.#calls++}`;
        this.#choice.callBegins(key, { id: textIn(block['id']) ?? key, name: this.#names.given(textIn(block['name']) ?? '') });
        return { kind: 'call', key, input: block['input'], begun: false };
      }
      default:
        this.#among = true;
        return { kind: 'own', held: new HeldBlock(block) };
    }
  }

  #blockGoesOn(index: number, delta: Json): void {
    const open = this.#open.get(index) ?? unopened(delta['type']);
    const piece = textIn(delta['partial_json']) ?? '';
    switch (open?.kind) {
      case 'text':
        if (delta['type'] === 'citations_delta') this.#citation(index, delta['citation']);
        this.#text(index, textIn(delta['text']) ?? '');
        break;
      case 'thinking':
        this.#choice.thinking(index, textIn(delta['thinking']) ?? '');
        if (textIn(delta['signature'])) this.#choice.block(index, { signature: delta['signature'] });
        break;
      case 'call':
        open.begun ||= piece !== '';
        this.#choice.callGoesOn(open.key, piece);
        break;
      case 'form':
        open.begun ||= piece !== '';
        this.#choice.text(piece);
        break;
      case 'own':
        open.held.add(delta);
        break;
      case undefined:
    }
  }

  #blockEnds(index: number): void {
    const open = this.#open.get(index);
    this.#open.delete(index);
    if (open?.kind === 'own') this.#choice.block(index, open.held.whole);
    // An input that came with the block, whole, and not in pieces.
    if (open?.kind === 'call' && !open.begun && hasMembers(open.input)) this.#choice.callGoesOn(open.key, JSON.stringify(open.input));
    if (open?.kind === 'form' && !open.begun) this.#choice.text(JSON.stringify(jsonIn(open.input) ?? {}));
  }

  #text(index: number, text: string): void {
    if (text === '') return;
    this.#choice.text(text);
    if (this.#among) this.#beside({ content_blocks: [{ index, delta: { text } }] });
  }

  #citation(index: number, citation: unknown): void {
    this.#choice.block(index, { citation });
    this.#beside({ extras: { citations: [citation] } });
  }

  /** Says more in the same breath as the chunk that was written last. */
  #beside(members: Json): void {
    this.#ready.push(...this.#chunks.take());
    const last = this.#ready.pop();
    if (last) this.#ready.push(withDelta(last, members));
  }

  #end(event: Json): void {
    const delta = jsonIn(event['delta']) ?? {};
    this.#usage = laterUsage(this.#usage, event['usage']);
    const own = compact({ container: delta['container'] ?? undefined, context_management: event['context_management'] ?? undefined });
    if (own) this.#chunks.extras(own);
    if (typeof delta['stop_reason'] !== 'string' && event['type'] === 'message_delta') return;
    const { finish, nativeFinish, refusal, extras } = finishOf(delta, this.#choice.called);
    if (refusal !== undefined) this.#choice.refusal(refusal);
    if (extras) this.#choice.extras(extras);
    this.#choice.finish(finish, nativeFinish);
  }
}

/** A delta of a block that never began, by which its kind is plain enough. */
function unopened(type: unknown): Open | undefined {
  if (type === 'text_delta') return { kind: 'text' };
  return type === 'thinking_delta' || type === 'signature_delta' ? { kind: 'thinking' } : undefined;
}

function withDelta(chunk: Json, members: Json): Json {
  const [choice, ...others] = listIn(chunk['choices']).filter(isJson);
  return { ...chunk, choices: [{ ...choice, delta: { ...jsonIn(choice?.['delta']), ...members } }, ...others] };
}

const hasMembers = (input: unknown): boolean => isJson(input) && Object.keys(input).length > 0;
