import { isObject } from '../request/read-json.ts';
import { readCalls } from '../request/read-messages.ts';
import type { Answer, Counted } from './answer.ts';

type Json = Readonly<Record<string, unknown>>;

/** Puts the pieces of an answer together. Thousands come in a second: they are only noted, and looked at when somebody asks. */
export class Gathered {
  #text = '';
  #reasoning = '';
  readonly #calls = new Map<number, { raw: Json; name: string; arguments: string }>();
  readonly #pictures: string[] = [];
  readonly #logprobs: unknown[] = [];
  #finish: string | undefined;
  #counted: Counted | undefined;
  #model: string | undefined;

  /** Whether the model has begun to say something. */
  get hasBegun(): boolean {
    return this.#text !== '' || this.#reasoning !== '' || this.#calls.size > 0 || this.#pictures.length > 0;
  }

  /** Why the model stopped; undefined while it has not. */
  get finish(): string | undefined {
    return this.#finish;
  }

  /** Takes a reply that came as a whole, or one event of a stream. */
  take(reply: unknown): void {
    if (!isObject(reply)) return;
    this.#model = textIn(reply['model']) ?? this.#model;
    this.#counted = countedIn(reply['usage']) ?? this.#counted;
    const choices = reply['choices'];
    // Where several answers were asked for, this page shows the first.
    const choice: unknown = Array.isArray(choices) ? choices.find((each) => isObject(each) && (each['index'] ?? 0) === 0) : undefined;
    if (!isObject(choice)) return;
    this.#finish = textIn(choice['finish_reason']) ?? this.#finish;
    const { logprobs } = choice;
    if (isObject(logprobs) && Array.isArray(logprobs['content'])) for (const each of logprobs['content']) this.#logprobs.push(each);
    const said = choice['delta'] ?? choice['message'];
    if (isObject(said)) this.#takeSaid(said);
  }

  /** All that has come, as it is now. */
  get soFar(): Pick<Answer, 'text' | 'reasoning' | 'calls' | 'pictures' | 'finish' | 'counted' | 'logprobs' | 'model'> {
    return {
      text: this.#text,
      reasoning: this.#reasoning,
      calls: readCalls(
        [...this.#calls.values()].map(({ raw, name, arguments: given }) => ({
          ...raw,
          function: { ...(isObject(raw['function']) && raw['function']), name, arguments: given },
        })),
      ),
      pictures: [...this.#pictures],
      finish: this.#finish,
      counted: this.#counted,
      logprobs: [...this.#logprobs],
      model: this.#model,
    };
  }

  #takeSaid(said: Json): void {
    const { content, tool_calls: calls, images } = said;
    if (typeof content === 'string') this.#text += content;
    else if (Array.isArray(content)) for (const part of content) this.#takePart(part);
    this.#reasoning += textIn(said['reasoning_content']) ?? textIn(said['reasoning']) ?? '';
    if (Array.isArray(images)) for (const image of images) this.#takePart(image);
    if (Array.isArray(calls)) for (const [place, call] of calls.entries()) this.#takeCall(call, place);
  }

  #takePart(part: unknown): void {
    if (!isObject(part)) return;
    this.#text += part['type'] === 'text' ? (textIn(part['text']) ?? '') : '';
    const { image_url: image } = part;
    const url = isObject(image) ? textIn(image['url']) : textIn(image);
    if (url !== undefined) this.#pictures.push(url);
  }

  #takeCall(call: unknown, place: number): void {
    if (!isObject(call)) return;
    const { index, ...raw } = call;
    const at = typeof index === 'number' ? index : place;
    const called = isObject(call['function']) ? call['function'] : {};
    const known = this.#calls.get(at) ?? { raw: {}, name: '', arguments: '' };
    this.#calls.set(at, {
      raw: { ...known.raw, ...raw, function: { ...(known.raw['function'] as Json | undefined), ...called } },
      name: known.name + (textIn(called['name']) ?? ''),
      arguments: known.arguments + (textIn(called['arguments']) ?? ''),
    });
  }
}

const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function countedIn(usage: unknown): Counted | undefined {
  if (!isObject(usage)) return undefined;
  const { prompt_tokens: input, completion_tokens: output } = usage;
  return typeof input === 'number' && typeof output === 'number' ? { input, output } : undefined;
}
