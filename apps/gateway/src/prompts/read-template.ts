import Mustache from 'mustache';
import { endsInString } from './json-place.ts';

/** A piece of a template, in the order in which pieces are written. */
export type Piece =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly endsInString: { readonly begunInside: boolean; readonly begunOutside: boolean };
    }
  | { readonly kind: 'value'; readonly path: Path }
  | { readonly kind: 'section'; readonly path: Path; readonly inverted: boolean; readonly pieces: readonly Piece[] }
  | PartialPiece;

/** A place where another text is put in. */
export interface PartialPiece {
  readonly kind: 'partial';
  /** `{{> name}}` names the partial itself, `{{>> name}}` the variable that holds the partial's name. */
  readonly from: 'template' | 'variable';
  readonly name: string;
  /** The spaces before a tag that is first on its line: each line that is put in gets them. */
  readonly indent: string;
}

/** The names that lead to a value, one within the other; none for the value at hand, `{{.}}`. */
export type Path = readonly string[];

/** A template that was read: it can be filled in as often as one likes. */
export interface Template {
  readonly pieces: readonly Piece[];
  /** Every partial that is named in it, wherever. */
  readonly partials: readonly PartialPiece[];
}

/** A template that cannot be read; the message says why. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/** Characters of a template. */
const LONGEST_TEMPLATE = 1024 * 1024;

/** Sections within sections. */
const DEEPEST = 100;

/** The parser looks through all that follows at each tag of other delimiters, and through each run of spaces once per space. */
const LONGEST_WITH_OTHER_DELIMITERS = 16 * 1024;
const LONGEST_SPACE_IN_A_TAG = 100;
const THREE_BRACES = /^\{\{\s*\{/;
const MUCH_SPACE = new RegExp(`\\s{${LONGEST_SPACE_IN_A_TAG + 1}}`);

/** The library's own parser remembers every template that it ever saw. */
class ForgetfulWriter extends Mustache.Writer {
  templateCache = undefined;
}

const parser = new ForgetfulWriter();

/** What the parser gives: kind, name or text, start, end; then the inner tokens, or a partial's indentation, place on its line and whether the line has text. */
type Token = readonly [
  kind: string,
  value: string,
  start: number,
  end: number,
  inner?: readonly Token[] | string,
  nth?: number,
  begun?: boolean,
];

/**
 * Reads a template in Mustache.
 *
 * @throws TemplateError where it is not one, or too much of one.
 */
export function readTemplate(text: string): Template {
  refuseTooMuch(text);
  const partials: PartialPiece[] = [];
  return { pieces: piecesOf(tokensOf(text), partials, 0), partials };
}

function tokensOf(text: string): readonly Token[] {
  try {
    return parser.parse(text) as readonly Token[];
  } catch (error) {
    throw new TemplateError((error as Error).message);
  }
}

function refuseTooMuch(text: string): void {
  if (text.length > LONGEST_TEMPLATE) throw new TemplateError(`it has ${text.length} characters, and ${LONGEST_TEMPLATE} is the most`);
  if (text.length > LONGEST_WITH_OTHER_DELIMITERS && /\{\{\s{0,100}=/.test(text))
    throw new TemplateError(`a template that changes its delimiters may have ${LONGEST_WITH_OTHER_DELIMITERS} characters at most`);
  for (let open = text.indexOf('{{'); open >= 0;) {
    // A tag of three braces is looked for to its own end, past any end of two.
    const close = text.indexOf(THREE_BRACES.test(text.slice(open, open + LONGEST_SPACE_IN_A_TAG)) ? '}}}' : '}}', open);
    const end = close < 0 ? text.length : close;
    if (MUCH_SPACE.test(text.slice(open, end)))
      throw new TemplateError(`more than ${LONGEST_SPACE_IN_A_TAG} spaces in a row stand within the tag at ${open}`);
    open = text.indexOf('{{', end);
  }
}

function piecesOf(tokens: readonly Token[], partials: PartialPiece[], depth: number): readonly Piece[] {
  if (depth > DEEPEST) throw new TemplateError(`it has more than ${DEEPEST} sections within each other`);
  return tokens.flatMap((token) => pieceOf(token, partials, depth) ?? []);
}

function pieceOf([kind, value, , , inner, nth, begun]: Token, partials: PartialPiece[], depth: number): Piece | undefined {
  switch (kind) {
    case 'text':
      return {
        kind: 'text',
        text: value,
        endsInString: { begunInside: endsInString(value, true), begunOutside: endsInString(value, false) },
      };
    case 'name':
    case '&':
      return { kind: 'value', path: pathOf(value) };
    case '#':
    case '^':
      return {
        kind: 'section',
        path: pathOf(value),
        inverted: kind === '^',
        pieces: piecesOf(inner as readonly Token[], partials, depth + 1),
      };
    case '>': {
      const piece = { kind: 'partial', ...partialNamed(value), indent: nth === 0 && !begun ? (inner as string) : '' } as const;
      partials.push(piece);
      return piece;
    }
    default:
      // A comment, or other delimiters.
      return undefined;
  }
}

const partialNamed = (value: string) =>
  value.startsWith('>')
    ? ({ from: 'variable', name: value.slice(1).trim() } as const)
    : ({ from: 'template', name: value.trim() } as const);

/** A dot in front is part of a name, as the reference implementation has it. */
const pathOf = (name: string): Path => (name === '.' ? [] : name.indexOf('.') > 0 ? name.split('.') : [name]);
