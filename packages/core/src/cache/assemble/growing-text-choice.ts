import type { Members } from '../members.ts';
import { isFinishReason, type GrowingChoice } from './growing-choice.ts';
import { joinLogprobs } from './join-logprobs.ts';
import { keepTelling } from './keep-telling.ts';

/** A choice of legacy completions, from its texts. */
export class GrowingTextChoice implements GrowingChoice {
  #text: string | undefined;
  #logprobs: unknown;
  readonly #others = new Map<string, unknown>();

  add(piece: Members): void {
    for (const [name, value] of Object.entries(piece)) {
      if (name === 'text') {
        if (typeof value === 'string') this.#text = (this.#text ?? '') + value;
      } else if (name === 'logprobs') this.#logprobs = joinLogprobs(this.#logprobs, value);
      else if (name !== 'index') keepTelling(this.#others, name, value);
    }
  }

  whole(): Members | undefined {
    if (this.#text === undefined || !isFinishReason(this.#others.get('finish_reason'))) return undefined;
    return this.soFar();
  }

  soFar(): Members {
    const logprobs = this.#logprobs === undefined ? {} : { logprobs: this.#logprobs };
    return { text: this.#text ?? '', ...logprobs, finish_reason: null, ...Object.fromEntries(this.#others) };
  }
}
