import { isUtf8 } from 'node:buffer';
import { readChatEvent, type ChatEvent, type ChatPiece } from './chat-event.ts';
import { editPiece } from './edit-event.ts';
import type { Junction, Verdict } from './junction.ts';
import type { Shown, ShownAnswer } from './shown.ts';

/** What is to be shown of the events of a continuation. */
export type Joined = { readonly kind: 'shown'; readonly events: readonly Shown[] } | { readonly kind: 'unprovable'; readonly why: string };

interface TextPiece {
  readonly bytes: Buffer;
  readonly event: ChatPiece;
}

const UNREADABLE: ChatEvent = { kind: 'unreadable' };

const shown = (...events: readonly (Shown | undefined)[]): Joined => ({
  kind: 'shown',
  events: events.filter((event) => event !== undefined),
});

/**
 * Makes the events of another answer the next ones of an answer that broke: gathers its text until the joint is
 * found, shows what is new of it in one event, and lets the others pass under the first answer's id.
 */
export class JoiningEvents {
  readonly #junction: Junction;
  readonly #id: string | undefined;
  readonly #index: unknown;
  readonly #begun: boolean;
  readonly #reasoned: boolean;
  #joined = false;
  /** The last event with text that was kept back. */
  #last: TextPiece | undefined;

  constructor(junction: Junction, { id, index, begun, reasoned }: ShownAnswer) {
    this.#junction = junction;
    this.#id = id;
    this.#index = index;
    this.#begun = begun;
    this.#reasoned = reasoned;
  }

  /** Takes one event; gives what is to be shown. */
  take(bytes: Buffer): Joined {
    try {
      return this.#take(bytes);
    } catch {
      // It can be read and not edited: its JSON nests deeper than anybody means. A socket's callback must not throw.
      return { kind: 'unprovable', why: 'one of its events nests too deep' };
    }
  }

  /** The answer is whole. */
  end(): Joined {
    return this.#joined ? shown() : this.#settle(this.#junction.end());
  }

  #take(bytes: Buffer): Joined {
    // Half of a letter's bytes would be lost in editing.
    const event = this.#joined || isUtf8(bytes) ? readChatEvent(bytes) : UNREADABLE;
    switch (event.kind) {
      case 'silent':
        return shown({ bytes, event, text: '' });
      case 'unreadable':
        // Nobody can tell whether it held text, and with a hole the joint is a guess.
        return this.#joined ? shown({ bytes, event, text: '' }) : { kind: 'unprovable', why: 'one of its first events cannot be read' };
      case 'error':
        return this.#joined ? shown({ bytes, event, text: '' }) : { kind: 'unprovable', why: 'it ends in an error of its own' };
      case 'done': {
        const rest = this.end();
        return rest.kind === 'shown' ? shown(...rest.events, { bytes, event, text: '' }) : rest;
      }
      case 'piece':
        return this.#joined ? shown(this.#pass(bytes, event)) : this.#join(bytes, event);
    }
  }

  #join(bytes: Buffer, event: ChatPiece): Joined {
    if (event.indexes.some((index) => this.#index !== undefined && index !== this.#index))
      return { kind: 'unprovable', why: 'it holds several answers' };
    // Token counts come behind the text; some providers send a first count before it.
    const counted = event.onlyUsage && this.#last !== undefined;
    const last = event.finish || counted || event.uncuttable !== undefined;
    if (event.text === '') {
      const rest = last ? this.end() : shown();
      return rest.kind === 'shown' ? shown(...rest.events, this.#pass(bytes, event)) : rest;
    }
    this.#last = { bytes, event };
    const verdict = this.#junction.push(event.text);
    const settled = this.#settle(verdict.kind === 'undecided' && last ? this.#junction.end() : verdict);
    // The event says more than text: it is shown even where none of its text is new.
    return settled.kind === 'shown' && settled.events.length === 0 && last ? shown(this.#withText(this.#last, '')) : settled;
  }

  #settle(verdict: Verdict): Joined {
    switch (verdict.kind) {
      case 'undecided':
        return shown();
      case 'unprovable':
        return verdict;
      case 'goes_on':
        this.#joined = true;
        return verdict.text === '' || !this.#last ? shown() : shown(this.#withText(this.#last, verdict.text));
    }
  }

  /** The event as it is but for whose it is; undefined where nothing in it is news to the caller. */
  #pass(bytes: Buffer, event: ChatPiece): Shown | undefined {
    const { text, reasoning, finish, uncuttable, indexes } = event;
    const withoutReasoning = reasoning && this.#reasoned;
    const saysNothing = indexes.length > 0 && text === '' && !finish && uncuttable === undefined;
    // Once joined, only what held nothing but thoughts: all else passes.
    if (saysNothing && (reasoning ? withoutReasoning : !this.#joined && this.#begun)) return undefined;
    return { bytes: this.#adopted(bytes, event, undefined), event, text };
  }

  #withText({ bytes, event }: TextPiece, text: string): Shown {
    return { bytes: this.#adopted(bytes, event, text === event.text ? undefined : text), event, text };
  }

  #adopted(bytes: Buffer, event: ChatPiece, text: string | undefined): Buffer {
    const id = event.id === this.#id ? undefined : this.#id;
    const withoutReasoning = event.reasoning && this.#reasoned;
    return id === undefined && text === undefined && !withoutReasoning ? bytes : editPiece(bytes, { id, text, withoutReasoning });
  }
}
