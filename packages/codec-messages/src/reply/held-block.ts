import type { Json } from '@sluice/provider-sdk';
import { jsonIn, textIn } from '@sluice/provider-sdk/chat';

/** A block of the provider's own that comes in pieces and is passed on whole: a search, its results, whatever is new. */
export class HeldBlock {
  #block: Json;
  #input = '';

  constructor(block: Json) {
    this.#block = block;
  }

  add(delta: Json): void {
    const { type, partial_json: input, ...members } = delta;
    if (type === 'input_json_delta') this.#input += textIn(input) ?? '';
    else for (const [name, value] of Object.entries(members)) this.#block = { ...this.#block, [name]: grown(this.#block[name], value) };
  }

  get whole(): Json {
    return this.#input === '' ? this.#block : { ...this.#block, input: parsed(this.#input) };
  }
}

const grown = (before: unknown, more: unknown) => (typeof before === 'string' && typeof more === 'string' ? before + more : more);

function parsed(text: string): Json {
  try {
    return jsonIn(JSON.parse(text)) ?? {};
  } catch {
    // Cut short with the answer: there is no input, and nobody is to run it.
    return {};
  }
}
