import { isMembers, type Members } from '../members.ts';
import { isFinishReason, type GrowingChoice } from './growing-choice.ts';
import { GrowingMessage } from './growing-message.ts';
import { joinLogprobs } from './join-logprobs.ts';
import { keepTelling } from './keep-telling.ts';

/** Said of a piece, not of the answer; and the answer so far, which some repeat beside each piece. */
const OF_THE_PIECE: ReadonlySet<string> = new Set(['index', 'message', 'text', 'token_ids']);

/** A choice of chat, from its deltas. */
export class GrowingChatChoice implements GrowingChoice {
  #message: GrowingMessage | undefined;
  #logprobs: unknown;
  readonly #others = new Map<string, unknown>();

  add(piece: Members): void {
    for (const [name, value] of Object.entries(piece)) {
      if (name === 'delta') this.#addDelta(value);
      else if (name === 'logprobs') this.#logprobs = joinLogprobs(this.#logprobs, value);
      else if (!OF_THE_PIECE.has(name)) keepTelling(this.#others, name, value);
    }
  }

  whole(): Members | undefined {
    if (!this.#message || !isFinishReason(this.#others.get('finish_reason'))) return undefined;
    return this.soFar();
  }

  soFar(): Members {
    const logprobs = this.#logprobs === undefined ? {} : { logprobs: this.#logprobs };
    const message = (this.#message ?? new GrowingMessage()).whole();
    return { message, ...logprobs, finish_reason: null, ...Object.fromEntries(this.#others) };
  }

  #addDelta(delta: unknown): void {
    if (!isMembers(delta)) return;
    this.#message ??= new GrowingMessage();
    this.#message.add(delta);
  }
}
