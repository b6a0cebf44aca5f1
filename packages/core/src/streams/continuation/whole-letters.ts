import { editPiece } from './edit-event.ts';

/** Half of a letter outside the basic plane, or what a decoder made of the first bytes of one. */
const HALF_LETTER = /(?:[\ud800-\udbff]|\ufffd+)$/;

/**
 * Holds an event back whose text ends inside a letter until the next one brings the rest: where none comes, the
 * caller must not have seen the half, for whoever goes on cannot be asked to begin with the other.
 */
export class WholeLetters {
  #text = '';
  /** The text of the event that is held, and behind it those that came since without any. */
  #half: string | undefined;
  #held: Buffer[] = [];

  /** What has been let through. */
  get text(): string {
    return this.#text;
  }

  /** Takes an event; gives the events that may go. */
  push(event: Buffer, text: string): Buffer[] {
    if (text === '' && this.#half !== undefined) {
      this.#held.push(event);
      return [];
    }
    const free = this.release();
    if (!HALF_LETTER.test(text)) {
      this.#text += text;
      return [...free, event];
    }
    this.#half = text;
    this.#held = [event];
    return free;
  }

  /** Lets go what is held, as it is. */
  release(): Buffer[] {
    const held = this.#held;
    this.#text += this.#half ?? '';
    this.#half = undefined;
    this.#held = [];
    return held;
  }

  /** Lets go what is held, without the half letter. */
  cut(): Buffer[] {
    if (this.#half === undefined) return [];
    const whole = this.#half.replace(HALF_LETTER, '');
    const [event, ...others] = this.#held;
    this.#half = undefined;
    this.#held = [];
    const edited = event && withText(event, whole);
    if (!edited) return others;
    this.#text += whole;
    return [edited, ...others];
  }
}

function withText(event: Buffer, text: string): Buffer | undefined {
  try {
    return editPiece(event, { text });
  } catch {
    // Its JSON nests too deep to be edited. The caller has not seen it, so it is as though it had never come.
    return undefined;
  }
}
