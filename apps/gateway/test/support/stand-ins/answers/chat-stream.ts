import { isObject, objectIn, objectsIn, parsed, textIn, type Json } from '../json.ts';
import { toldOf } from './chat.ts';
import { eventsIn } from './events.ts';
import { must } from './must.ts';
import type { Streamed } from './told.ts';

/**
 * A stream of chat chunks, put together as clients do: the role first, one id throughout, calls numbered from 0 with id and name in
 * their first piece only, one end, nothing said after it but the counts, `[DONE]` last. `direct` streams come from a provider that speaks it: some tell their end twice. With
 * `ownWords` the end may be told in any word of the provider's.
 */
export function readChatStream(text: string, { ownWords = false, direct = false } = {}): Streamed {
  const reader = new ChatStream(ownWords, direct);
  for (const { event, data } of eventsIn(text)) {
    if (data === '[DONE]') {
      reader.finish();
      continue;
    }
    const chunk = parsed(data);
    must(isObject(chunk), 'an event is no JSON object', data);
    if (chunk['error'] !== undefined || chunk['object'] === 'error') reader.fail(objectIn(chunk['error'] ?? chunk));
    else {
      must(event === undefined, 'a chunk is a named event', event);
      reader.chunk(chunk);
    }
  }
  return reader.streamed();
}

const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;

interface Call {
  id: string;
  name: string;
  text: string;
  readonly more: Record<string, unknown>;
}

const COMMON: ReadonlySet<string> = new Set(['id', 'object', 'created', 'model', 'choices', 'service_tier', 'system_fingerprint']);

class ChatStream {
  readonly #ownWords: boolean;
  readonly #direct: boolean;
  #id: unknown;
  #begun = false;
  #finish: unknown = null;
  #usage: unknown;
  #done = false;
  #error: Json | undefined;
  #content: string | null = null;
  readonly #texts: Record<string, string> = {};
  readonly #calls: Call[] = [];
  readonly #blocks: Record<string, string>[] = [];
  readonly #details: Json[] = [];

  constructor(ownWords: boolean, direct: boolean) {
    this.#ownWords = ownWords;
    this.#direct = direct;
  }

  chunk(chunk: Json): void {
    must(!this.#done && !this.#error, 'something follows the end', chunk);
    must(typeof chunk['model'] === 'string', 'model is missing', chunk);
    must(Number.isInteger(chunk['created']), 'created is no time', chunk);
    const choices = objectsIn(chunk['choices']);
    must(Array.isArray(chunk['choices']) && choices.length <= 1, 'there is more than one choice', chunk);
    if (isObject(chunk['usage'])) {
      this.#usage = chunk['usage'];
      must(choices.length > 0 || this.#finish !== null, 'the counts come before the end', chunk);
    } else must(choices.length > 0 || Object.keys(chunk).some((name) => !COMMON.has(name)), 'an event says nothing', chunk);
    // Some providers begin with an event of another kind.
    if (choices.length === 0) return;
    must(chunk['object'] === 'chat.completion.chunk', 'object is not chat.completion.chunk', chunk);
    this.#id ??= chunk['id'];
    must(typeof chunk['id'] === 'string' && chunk['id'] === this.#id, 'the id is not the same throughout', chunk);
    this.#choice(choices[0]!);
  }

  #choice({ index, delta: given, finish_reason: finish }: Json): void {
    const delta = objectIn(given);
    must(index === 0, 'the choice has no index', index);
    if (!this.#begun) must(delta['role'] === 'assistant', 'the role is not told first', delta);
    this.#begun = true;
    const { role: _role, content, tool_calls: calls, content_blocks: blocks, reasoning_details: details, ...others } = delta;
    const says = Object.values(delta).some((value) => value !== null && value !== '' && value !== 'assistant' && !isEmpty(value));
    must(this.#finish === null || !says, 'something is said after the end', delta);
    if (typeof content === 'string') this.#content = (this.#content ?? '') + content;
    for (const [name, value] of Object.entries(others))
      if (typeof value === 'string') this.#texts[name] = (this.#texts[name] ?? '') + value;
    for (const call of objectsIn(calls)) this.#call(call);
    for (const block of objectsIn(blocks)) this.#block(block);
    this.#details.push(...objectsIn(details));
    if (finish === null || finish === undefined) return;
    must(this.#finish === null || (this.#direct && finish === this.#finish), 'the end is told twice', finish);
    this.#finish = finish;
  }

  #call({ index, id, type, function: given, ...more }: Json): void {
    const { name, arguments: text, ...own } = objectIn(given);
    must(Number.isInteger(index) && (index as number) <= this.#calls.length, 'calls are not numbered one after the other', index);
    const call = this.#calls[index as number];
    if (call === undefined) {
      must(typeof id === 'string' && id !== '' && typeof name === 'string' && name !== '', 'a call begins without id or name', {
        id,
        name,
      });
      must(type === undefined || type === 'function', 'a call is no function', type);
      this.#calls.push({ id, name, text: textIn(text), more: { ...more, own } });
      return;
    }
    must(id === undefined || id === call.id, 'a call changes its id', { id, was: call.id });
    must(name === undefined || name === '' || name === call.name, 'a call changes its name', { name, was: call.name });
    call.text += textIn(text);
  }

  #block({ index, delta }: Json): void {
    must(Number.isInteger(index) && (index as number) <= this.#blocks.length, 'blocks are not numbered one after the other', index);
    const block = (this.#blocks[index as number] ??= {});
    for (const [name, value] of Object.entries(objectIn(delta)))
      if (typeof value === 'string') block[name] = name === 'type' ? value : (block[name] ?? '') + value;
  }

  fail(error: Json): void {
    must(!this.#done && !this.#error, 'an error follows the end', error);
    must(this.#finish === null, 'an end is told, and then an error', error);
    this.#error = error;
  }

  finish(): void {
    must(!this.#done, '[DONE] comes twice');
    must(!this.#error, '[DONE] follows an error');
    this.#done = true;
  }

  streamed(): Streamed {
    if (this.#error) return { ended: false, error: this.#error };
    must(this.#finish !== null, 'the end is not told');
    must(this.#done, '[DONE] is missing');
    const blocks = this.#blocks.map((block) => ({
      type: block['thinking'] !== undefined ? 'thinking' : block['data'] !== undefined ? 'redacted_thinking' : 'text',
      ...block,
    }));
    const message = {
      role: 'assistant',
      content: this.#content === '' && this.#calls.length > 0 ? null : this.#content,
      ...this.#texts,
      ...(blocks.length > 0 && { content_blocks: blocks }),
      ...(this.#details.length > 0 && { reasoning_details: joined(this.#details) }),
      ...(this.#calls.length > 0 && {
        tool_calls: this.#calls.map(({ id, name, text, more: { own, ...more } }) => ({
          id,
          type: 'function',
          function: { name, arguments: text, ...(own as Json) },
          ...more,
        })),
      }),
    };
    return { ended: true, told: toldOf(message, this.#finish, this.#usage, this.#ownWords) };
  }
}

/** Pieces of one detail are one detail, as OpenRouter's documentation tells clients to do. */
function joined(details: readonly Json[]): readonly Json[] {
  const whole = new Map<unknown, Record<string, unknown>>();
  for (const detail of details) {
    const was = whole.get(detail['index']) ?? {};
    const { text, signature, ...rest } = detail;
    whole.set(detail['index'], { ...was, ...rest, text: textIn(was['text']) + textIn(text), signature: signature ?? was['signature'] });
  }
  return [...whole.values()];
}
