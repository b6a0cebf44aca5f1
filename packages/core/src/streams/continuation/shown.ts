import type { ChatEvent } from './chat-event.ts';
import { WholeLetters } from './whole-letters.ts';

/** An event on its way to the caller: what it held, and the text in it now. */
export interface Shown {
  readonly bytes: Buffer;
  readonly event: ChatEvent;
  readonly text: string;
}

const SEVERAL = 'choices';

const UNREADABLE = '\ufffd';

/** What the caller has been shown of an answer: all that decides whether and how it can go on. */
export class ShownAnswer {
  readonly #letters = new WholeLetters();
  #id: string | undefined;
  #index: unknown;
  #begun = false;
  #reasoned = false;
  #finished = false;
  #closed = false;
  #obstacle: string | undefined;

  get text(): string {
    return this.#letters.text;
  }

  get id(): string | undefined {
    return this.#id;
  }

  /** Which of the answers asked for it is. */
  get index(): unknown {
    return this.#index;
  }

  /** Somebody has been named who speaks. */
  get begun(): boolean {
    return this.#begun;
  }

  get reasoned(): boolean {
    return this.#reasoned;
  }

  /** It says of itself that it is finished, or that it failed. */
  get over(): boolean {
    // A finish is the end of one answer, and of several all have to finish.
    return this.#closed || (this.#finished && this.#obstacle !== SEVERAL);
  }

  /** Why nobody can go on from here. */
  get obstacle(): string | undefined {
    // Where an upstream split a letter's bytes between two events, what its reader made of them is anybody's guess.
    return this.#obstacle ?? (this.text.includes(UNREADABLE) ? 'letters' : undefined);
  }

  /** Takes the next event; gives those that may go. */
  add({ bytes, event, text }: Shown): Buffer[] {
    if (event.kind === 'done' || event.kind === 'error') this.#closed = true;
    if (event.kind === 'piece') {
      this.#id ??= event.id;
      this.#begun ||= event.role || text !== '';
      this.#reasoned ||= event.reasoning;
      this.#finished ||= event.finish;
      this.#obstacle ??= event.uncuttable ?? this.#otherAnswer(event.indexes);
    }
    return this.#letters.push(bytes, text);
  }

  /** It is whole: what was held may go. */
  release(): Buffer[] {
    return this.#letters.release();
  }

  /** It broke: what was held may go without the half letter. */
  cut(): Buffer[] {
    return this.#letters.cut();
  }

  #otherAnswer(indexes: readonly unknown[]): string | undefined {
    this.#index ??= indexes[0];
    return indexes.some((index) => index !== this.#index) ? SEVERAL : undefined;
  }
}
