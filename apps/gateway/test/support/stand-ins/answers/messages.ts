import { isObject, objectIn, objectsIn, parsed, textIn, type Json } from '../json.ts';
import { eventsIn } from './events.ts';
import { must } from './must.ts';
import type { Streamed, Told, Used } from './told.ts';

const FINISHES: Readonly<Record<string, Told['finish']>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  tool_use: 'calls',
  max_tokens: 'length',
  refusal: 'refused',
};

/** A whole message of the Messages API. Source: anthropic-sdk-typescript, 2026-08-19. */
export function readMessage(body: unknown): Told {
  must(isObject(body), 'the reply is no object', body);
  must(textIn(body['id']).startsWith('msg_'), 'the id does not begin with msg_', body['id']);
  must(body['type'] === 'message' && body['role'] === 'assistant', 'it is no message of the assistant’s', body);
  must(typeof body['model'] === 'string' && body['model'] !== '', 'model is missing', body['model']);
  must('stop_sequence' in body, 'stop_sequence is missing', body);
  must(Array.isArray(body['content']), 'content is no list', body['content']);
  return toldOf(objectsIn(body['content']), body['stop_reason'], body['usage']);
}

function toldOf(content: readonly Json[], stop: unknown, usage: unknown): Told {
  const of = (type: string) => content.filter((block) => block['type'] === type);
  for (const block of of('text')) must(typeof block['text'] === 'string', 'a text block has no text', block);
  for (const block of of('thinking'))
    must(typeof block['thinking'] === 'string' && typeof block['signature'] === 'string', 'a thinking block lacks a member', block);
  const calls = of('tool_use').map((block) => {
    must(/^[a-zA-Z0-9_-]+$/.test(textIn(block['id'])), 'a call’s id is not of the right form', block);
    must(isObject(block['input']), 'the input of a call is no object', block);
    return { id: textIn(block['id']), name: textIn(block['name']), input: block['input'] };
  });
  must(new Set(calls.map(({ id }) => id)).size === calls.length, 'two calls have one id', content);
  const finish = FINISHES[textIn(stop)];
  must(finish !== undefined, 'stop_reason is none of the known', stop);
  must((finish === 'calls') === calls.length > 0, 'stop_reason does not fit what was said', { stop, calls });
  return {
    text: of('text')
      .map(({ text }) => textIn(text))
      .join(''),
    reasoning: of('thinking')
      .map(({ thinking }) => textIn(thinking))
      .join(''),
    calls,
    finish,
    usage: usedIn(usage),
    back: [{ role: 'assistant', content }],
  };
}

function usedIn(usage: unknown): Used {
  must(isObject(usage), 'usage is missing', usage);
  const count = (name: string) => {
    const value = usage[name] ?? 0;
    must(Number.isInteger(value) && (value as number) >= 0, `usage.${name} is no count`, usage);
    return value as number;
  };
  must(usage['input_tokens'] !== undefined && usage['output_tokens'] !== undefined, 'usage has no counts', usage);
  const [cached, written] = [count('cache_read_input_tokens'), count('cache_creation_input_tokens')];
  return {
    input: count('input_tokens') + cached + written,
    cached,
    written,
    output: count('output_tokens'),
    thought: Number(objectIn(usage['output_tokens_details'])['thinking_tokens'] ?? 0),
  };
}

const DELTAS: Readonly<Record<string, readonly [block: string, member: string]>> = {
  text_delta: ['text', 'text'],
  thinking_delta: ['thinking', 'thinking'],
  signature_delta: ['thinking', 'signature'],
  input_json_delta: ['tool_use', 'partial_json'],
};

/**
 * A stream of the Messages API: `message_start` first, blocks one after the other and numbered from 0, one `message_delta`,
 * `message_stop` last. `direct` streams come from a provider that speaks it, whose unknown events pass.
 */
export function readMessageStream(text: string, direct = false): Streamed {
  const stream = new MessageStream(direct);
  for (const { event, data } of eventsIn(text)) {
    const value = parsed(data);
    must(isObject(value), 'an event is no JSON object', data);
    must(event === value['type'], 'an event’s name is not its type', { event, data });
    stream.event(value);
  }
  return stream.streamed();
}

class MessageStream {
  readonly #direct: boolean;
  #begun = false;
  #usage: Json = {};
  #open: Record<string, unknown> | undefined;
  #json = '';
  readonly #blocks: Json[] = [];
  #stop: unknown;
  #over = false;
  #error: Json | undefined;

  constructor(direct: boolean) {
    this.#direct = direct;
  }

  event(data: Json): void {
    const type = textIn(data['type']);
    must(!this.#over && !this.#error, 'something follows the end', data);
    if (type === 'ping') return;
    if (type === 'error') {
      must(this.#stop === undefined, 'an end is told, and then an error', data);
      must(isObject(data['error']), 'the error has no error in it', data);
      this.#error = data['error'];
    } else if (!this.#begun) this.#start(type, data);
    else if (type === 'content_block_start') this.#startBlock(data);
    else if (type === 'content_block_delta') this.#delta(data);
    else if (type === 'content_block_stop') this.#stopBlock(data);
    else if (type === 'message_delta') this.#end(data);
    else if (type === 'message_stop') {
      must(this.#stop !== undefined, 'message_stop comes before message_delta');
      this.#over = true;
    } else must(this.#direct, 'the event is none of the known', data);
  }

  #start(type: string, { message }: Json): void {
    must(type === 'message_start', 'message_start is not first', type);
    const begun = objectIn(message);
    must(
      textIn(begun['id']).startsWith('msg_') && begun['type'] === 'message' && begun['role'] === 'assistant',
      'message_start has no message',
      begun,
    );
    must(Array.isArray(begun['content']) && begun['content'].length === 0, 'message_start has content', begun);
    must(begun['stop_reason'] === null, 'message_start has an end', begun);
    usedIn(begun['usage']);
    this.#usage = objectIn(begun['usage']);
    this.#begun = true;
  }

  #startBlock({ index, content_block: block }: Json): void {
    must(this.#open === undefined, 'a block begins inside another', block);
    must(index === this.#blocks.length, 'blocks are not numbered one after the other', index);
    must(this.#stop === undefined, 'a block begins after the end');
    this.#open = { ...objectIn(block) };
    this.#json = '';
  }

  #delta({ index, delta: given }: Json): void {
    const delta = objectIn(given);
    if (delta['type'] === 'citations_delta') return;
    const open = this.#open;
    must(open !== undefined && index === this.#blocks.length, 'a piece belongs to no block', delta);
    const known = DELTAS[textIn(delta['type'])];
    must(known !== undefined && textIn(open['type']).endsWith(known[0]), 'a piece does not fit its block', { delta, open });
    const piece = delta[known[1]];
    must(typeof piece === 'string', 'a piece is no text', delta);
    if (known[1] === 'partial_json') this.#json += piece;
    else open[known[1]] = textIn(open[known[1]]) + piece;
  }

  #stopBlock({ index }: Json): void {
    must(this.#open !== undefined && index === this.#blocks.length, 'no such block is open', index);
    if (this.#open['type'] === 'tool_use') {
      const input = this.#json === '' ? {} : parsed(this.#json);
      must(isObject(input), 'the input of a call is not whole JSON', this.#json);
      this.#open['input'] = input;
    }
    this.#blocks.push(this.#open);
    this.#open = undefined;
  }

  #end({ delta, usage }: Json): void {
    must(this.#open === undefined, 'the end is told inside a block');
    must(this.#stop === undefined, 'the end is told twice', delta);
    this.#stop = objectIn(delta)['stop_reason'];
    must(typeof this.#stop === 'string', 'the end has no reason', delta);
    must(isObject(usage) && Number.isInteger(usage['output_tokens']), 'the end counts nothing', usage);
    this.#usage = { ...this.#usage, ...usage };
  }

  streamed(): Streamed {
    if (this.#error) return { ended: false, error: this.#error };
    must(this.#over, 'message_stop is missing');
    return { ended: true, told: toldOf(this.#blocks, this.#stop, this.#usage) };
  }
}
