import { lookUp, type Scope } from './look-up.ts';
import type { PartialPiece, Piece, Template } from './read-template.ts';

/** What a template is filled in for: the text of a JSON value, or a text that stands for itself. */
export type Language = 'json' | 'plain';

export interface Filling {
  readonly language: Language;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The text to put in for a partial; undefined for none. */
  readonly partial?: (piece: PartialPiece, work: Work) => string | undefined;
  /** Shared by all that one prompt is made of. */
  readonly work?: Work;
}

/** More than any model reads; a page of loops within loops would otherwise be as long as the product of its lists. */
const MOST_CHARACTERS = 16 * 1024 * 1024;
const MOST_STEPS = 1_000_000;

/** Variables that make more of a template than is good for it; the message says how much. */
export class OverflowError extends Error {
  override readonly name = 'OverflowError';
}

/** Counts what filling in costs, and stops it where it is too much. */
export class Work {
  #characters = 0;
  #steps = 0;

  step(): void {
    if (++this.#steps > MOST_STEPS) throw new OverflowError(`it takes more than ${MOST_STEPS} steps`);
  }

  write(text: string): string {
    this.#characters += text.length;
    if (this.#characters > MOST_CHARACTERS) throw new OverflowError(`it becomes longer than ${MOST_CHARACTERS} characters`);
    return text;
  }
}

/**
 * Fills in a template. Values are data: what they hold is never read as template.
 *
 * @throws OverflowError where that takes too long or becomes too much.
 */
export function writeTemplate({ pieces }: Template, filling: Filling): string {
  const page = new Page(filling);
  page.write(pieces, { view: filling.variables, outer: undefined });
  return page.text;
}

/** What has been written so far. */
class Page {
  text = '';
  /** Within a string of the JSON that is being written. */
  #inString = false;
  readonly #filling: Filling;
  readonly #work: Work;
  readonly #step: () => void;

  constructor(filling: Filling) {
    this.#filling = filling;
    this.#work = filling.work ?? new Work();
    this.#step = () => this.#work.step();
  }

  write(pieces: readonly Piece[], scope: Scope): void {
    for (const piece of pieces) {
      this.#work.step();
      switch (piece.kind) {
        case 'text':
          this.text += this.#work.write(piece.text);
          this.#inString = this.#inString ? piece.endsInString.begunInside : piece.endsInString.begunOutside;
          break;
        case 'value':
          this.text += this.#work.write(this.#print(lookUp(piece.path, scope, this.#step)));
          break;
        case 'section':
          this.#writeSection(piece, scope);
          break;
        case 'partial':
          this.#writePartial(piece);
      }
    }
  }

  #writeSection({ path, inverted, pieces }: Piece & { readonly kind: 'section' }, scope: Scope): void {
    const value = lookUp(path, scope, this.#step);
    if (inverted) {
      if (!value || (Array.isArray(value) && value.length === 0)) this.write(pieces, scope);
      return;
    }
    if (!value) return;
    if (value === true) return this.write(pieces, scope);
    if (!Array.isArray(value)) return this.write(pieces, { view: value, outer: scope });
    for (const item of value as readonly unknown[]) {
      this.#work.step();
      this.write(pieces, { view: item, outer: scope });
    }
  }

  #writePartial(piece: PartialPiece): void {
    const text = this.#filling.partial?.(piece, this.#work);
    if (text === undefined) return;
    this.text += this.#work.write(this.#filling.language === 'json' ? escaped(text) : indented(text, piece));
  }

  /** A text as it may stand in its place; a list as its items, anything else as its JSON. */
  #print(value: unknown): string {
    if (value === undefined || value === null) return '';
    const { language } = this.#filling;
    if (typeof value === 'string') return language === 'json' ? escaped(value) : value;
    if (typeof value !== 'object') return String(value as number | boolean);
    const json = JSON.stringify(value);
    const printed = Array.isArray(value) ? json.slice(1, -1) : json;
    // Bare, its quotes would end the string that it stands in, and what follows would be taken for JSON.
    return language === 'json' && this.#inString ? escaped(printed) : printed;
  }
}

const escaped = (text: string) => JSON.stringify(text).slice(1, -1);

const indented = (text: string, { indent }: PartialPiece) => (indent === '' ? text : text.replaceAll(/^(?=.)/gm, indent));
