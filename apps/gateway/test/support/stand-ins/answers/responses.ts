import { isObject, objectIn, objectsIn, parsed, textIn, type Json } from '../json.ts';
import { eventsIn } from './events.ts';
import { must } from './must.ts';
import type { Streamed, Told, Used } from './told.ts';

/** A whole response of the Responses API. Source: openai-node, 2026-08-21. */
export function readResponse(body: unknown): Told {
  must(isObject(body), 'the reply is no object', body);
  must(textIn(body['id']).startsWith('resp_'), 'the id does not begin with resp_', body['id']);
  must(body['object'] === 'response', 'object is not response', body['object']);
  must(Number.isInteger(body['created_at']), 'created_at is no time', body['created_at']);
  must(typeof body['model'] === 'string' && body['model'] !== '', 'model is missing', body['model']);
  must(body['status'] === 'completed' || body['status'] === 'incomplete', 'status is no end', body['status']);
  for (const name of ['error', 'incomplete_details', 'tools', 'tool_choice', 'parallel_tool_calls', 'metadata'])
    must(name in body, `${name} is missing`, Object.keys(body));
  const output = objectsIn(body['output']);
  must(Array.isArray(body['output']), 'output is no list', body['output']);
  for (const item of output) must(typeof item['id'] === 'string' && item['id'] !== '', 'an item has no id', item);
  const calls = output
    .filter(({ type }) => type === 'function_call')
    .map((item) => {
      const input = parsed(textIn(item['arguments']));
      must(isObject(input), 'the arguments of a call are not whole JSON', item);
      must(textIn(item['call_id']) !== '' && textIn(item['name']) !== '', 'a call has no call_id or name', item);
      return { id: textIn(item['call_id']), name: textIn(item['name']), input };
    });
  must(new Set(calls.map(({ id }) => id)).size === calls.length, 'two calls have one id', output);
  const messages = output.filter(({ type }) => type === 'message');
  for (const message of messages)
    must(
      message['role'] === 'assistant' && (message['status'] === 'completed' || message['status'] === body['status']),
      'a message is not whole',
      message,
    );
  const parts = messages.flatMap(({ content }) => objectsIn(content));
  for (const part of parts)
    must(
      part['type'] === 'refusal' || (typeof part['text'] === 'string' && Array.isArray(part['annotations'])),
      'a part is not whole',
      part,
    );
  const thoughts = output
    .filter(({ type }) => type === 'reasoning')
    .flatMap(({ summary, content }) => [...objectsIn(summary), ...objectsIn(content)]);
  return {
    text: parts.map(({ text }) => textIn(text)).join(''),
    reasoning: thoughts.map(({ text }) => textIn(text)).join(''),
    calls,
    finish: calls.length > 0 ? 'calls' : body['status'] === 'incomplete' ? 'length' : 'stop',
    usage: usedIn(body['usage']),
    back: output,
  };
}

function usedIn(usage: unknown): Used {
  must(isObject(usage), 'usage is missing', usage);
  const { input_tokens: input, output_tokens: output, total_tokens: total } = usage;
  must(Number.isInteger(input) && Number.isInteger(output) && total === Number(input) + Number(output), 'usage does not add up', usage);
  must(isObject(usage['input_tokens_details']) && isObject(usage['output_tokens_details']), 'usage has no details', usage);
  return {
    input: input as number,
    cached: Number(usage['input_tokens_details']['cached_tokens'] ?? 0),
    written: Number(usage['input_tokens_details']['cache_write_tokens'] ?? 0),
    output: output as number,
    thought: Number(usage['output_tokens_details']['reasoning_tokens'] ?? 0),
  };
}

/**
 * A stream of the Responses API: numbered from 0, `response.created` first, items one after the other, each added, told in pieces that
 * add up to what is done, and one end that holds them all. `direct` streams come from a provider that speaks it: they may be kept
 * alive, and seal thinking anew at each telling.
 */
export function readResponseStream(text: string, direct = false): Streamed {
  const stream = new ResponseStream(direct);
  for (const { event, data } of eventsIn(text)) {
    const value = parsed(data);
    must(isObject(value), 'an event is no JSON object', data);
    must(event === value['type'], 'an event’s name is not its type', { event, data });
    stream.event(value);
  }
  return stream.streamed();
}

const wordsOf = ({ text, refusal }: Json): string => textIn(text ?? refusal);

interface Open {
  readonly item: Json;
  text: string;
  /** The pieces of a text, by part. */
  readonly parts: Map<unknown, string>;
}

class ResponseStream {
  readonly #direct: boolean;
  #number = 0;
  #id: unknown;
  readonly #open = new Map<unknown, Open>();
  readonly #done: Json[] = [];
  #added = 0;
  #end: Json | undefined;
  #error: Json | undefined;

  constructor(direct: boolean) {
    this.#direct = direct;
  }

  event(data: Json): void {
    const type = textIn(data['type']);
    must(!this.#end && !this.#error, 'something follows the end', data);
    if (type === 'error' || type === 'response.failed') return this.#fail(type, data);
    must(data['sequence_number'] === this.#number, 'events are not numbered one after the other', { data, expected: this.#number });
    this.#number += 1;
    if (this.#number === 1) must(type === 'response.created', 'response.created is not first', type);
    if (type === 'response.created' || type === 'response.in_progress') this.#begin(objectIn(data['response']));
    else if (type === 'response.completed' || type === 'response.incomplete') this.#finish(objectIn(data['response']));
    else if (type === 'response.output_item.added') this.#add(data);
    else if (type === 'response.output_item.done') this.#close(data);
    else if (type !== 'keepalive' || !this.#direct) this.#piece(type, data);
  }

  #begin(response: Json): void {
    this.#id ??= response['id'];
    must(
      response['id'] === this.#id && response['object'] === 'response' && response['status'] === 'in_progress',
      'the response is not begun',
      response,
    );
    must(Array.isArray(response['output']) && response['output'].length === 0, 'the response is begun with output', response);
  }

  #add({ output_index: index, item }: Json): void {
    must(index === this.#added, 'items are not numbered one after the other', index);
    this.#added += 1;
    this.#open.set(index, { item: objectIn(item), text: '', parts: new Map() });
  }

  #piece(type: string, data: Json): void {
    const open = this.#open.get(data['output_index']);
    must(open !== undefined && open.item['id'] === data['item_id'], 'a piece belongs to no item', data);
    const part = data['content_index'] ?? data['summary_index'] ?? 'arguments';
    const kind =
      /^response\.(content_part|reasoning_summary_part|output_text|reasoning_summary_text|reasoning_text|refusal|function_call_arguments)\.(added|delta|done)$/.exec(
        type,
      );
    must(kind !== null, 'the event is none of the known', type);
    const [, what, step] = kind;
    if (step === 'added') {
      must(!open.parts.has(part), 'a part is added twice', data);
      open.parts.set(part, '');
    } else if (step === 'delta') {
      must(what === 'function_call_arguments' || what === 'reasoning_text' || open.parts.has(part), 'a piece comes before its part', data);
      open.parts.set(part, (open.parts.get(part) ?? '') + textIn(data['delta']));
    } else {
      const whole = textIn(data['text'] ?? data['arguments'] ?? data['refusal'] ?? wordsOf(objectIn(data['part'])));
      must(whole === (open.parts.get(part) ?? ''), 'the pieces are not the whole', { whole, pieces: open.parts.get(part) });
    }
  }

  #close({ output_index: index, item: given }: Json): void {
    const open = this.#open.get(index);
    const item = objectIn(given);
    must(
      open !== undefined && open.item['id'] === item['id'] && open.item['type'] === item['type'],
      'an item that was not added is done',
      item,
    );
    const told =
      item['type'] === 'function_call'
        ? textIn(item['arguments'])
        : [...objectsIn(item['summary']), ...objectsIn(item['content'])].map(wordsOf).join('');
    must(told === [...open.parts.values()].join(''), 'an item is not what its pieces were', { item, pieces: [...open.parts.values()] });
    this.#open.delete(index);
    this.#done[index as number] = item;
  }

  #finish(response: Json): void {
    must(this.#open.size === 0, 'the end comes before items are done');
    must(response['id'] === this.#id, 'the id is not the same throughout', response['id']);
    must(this.#unsealed(response['output']) === this.#unsealed(this.#done), 'the end does not hold the items', {
      output: response['output'],
      done: this.#done,
    });
    this.#end = response;
  }

  #unsealed(items: unknown): string {
    return JSON.stringify(items, (name, value: unknown) => (this.#direct && name === 'encrypted_content' ? '' : value));
  }

  #fail(type: string, data: Json): void {
    if (type === 'error') this.#error = isObject(data['error']) ? data['error'] : data;
    else {
      const response = objectIn(data['response']);
      must(response['status'] === 'failed' && isObject(response['error']), 'the failure does not say why', response);
      this.#error = response['error'];
    }
  }

  streamed(): Streamed {
    if (this.#error) return { ended: false, error: this.#error };
    must(this.#end !== undefined, 'the end is missing');
    return { ended: true, told: readResponse(this.#end) };
  }
}
