import { asBuffer } from './as-buffer.ts';

/** One member of an object, as offsets into the text it stands in. */
export interface Member {
  readonly name: string;
  /** Offset of the name's opening quote. */
  readonly nameStart: number;
  readonly start: number;
  /** One past the last byte of the value. */
  readonly end: number;
}

/** Where one value stands: `bytes[start]` is its first byte, `bytes[end]` the one after its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text is not JSON, or nests too deep. `offset` is the byte at which it went wrong. */
export class JsonSyntaxError extends SyntaxError {
  /** In bytes from the beginning of the text. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(`${message} at byte ${offset}`);
    this.name = 'JsonSyntaxError';
    this.offset = offset;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const MINUS = 0x2d;
const ZERO = 0x30;

/** Members that one object may have. A request has some twenty; millions would cost gigabytes to list. */
const MOST_MEMBERS = 100_000;

/** Bytes of a string that are looked at one by one before a search is worth its call. */
const SHORT_STRING = 32;

/** What a byte means inside a string: 0 stands for itself, 1 ends it, 2 begins an escape, 3 may not stand there. */
const IN_STRING = new Uint8Array(256);
IN_STRING.fill(3, 0, 0x20);
IN_STRING[QUOTE] = 1;
IN_STRING[BACKSLASH] = 2;

/** After a backslash: 1 for the single letters, 2 for `u`. */
const ESCAPE = new Uint8Array(256);
for (const letter of '"\\/bfnrt') ESCAPE[letter.charCodeAt(0)] = 1;
ESCAPE['u'.charCodeAt(0)] = 2;

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= ZERO && byte <= 0x39;
const isHexDigit = (byte: number | undefined) =>
  byte !== undefined && (isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66));

/**
 * Walks one JSON text and checks every byte of it against RFC 8259, building nothing but the
 * members of the object it was asked for. A body of many megabytes is read once and never copied.
 */
class Scanner {
  #bytes: Buffer;
  #maxDepth: number;
  #at: number;
  /** The text has been walked before, so strings can be jumped over. */
  #checked: boolean;

  constructor(bytes: Uint8Array, at: number, maxDepth: number, checked: boolean) {
    this.#bytes = asBuffer(bytes);
    this.#at = at;
    this.#maxDepth = maxDepth;
    this.#checked = checked;
  }

  /** The whole text as one object: its members, and where it stands. */
  document(): { readonly members: Member[]; readonly span: Span } {
    this.#space();
    const start = this.#at;
    if (this.#bytes[start] !== OPEN_OBJECT) {
      this.#value(1);
      throw new JsonSyntaxError('a JSON object is needed, this is another kind of value', start);
    }
    const members: Member[] = [];
    this.#object(1, members);
    const end = this.#at;
    this.#space();
    if (this.#at !== this.#bytes.length) throw this.#unexpected('the end of the text');
    return { members, span: { start, end } };
  }

  members(): Member[] {
    const members: Member[] = [];
    this.#object(1, members);
    return members;
  }

  /** Shows each item of an array in turn and keeps none. */
  items(visit: (item: Span) => void): void {
    this.#array(1, visit);
  }

  #space(): void {
    const bytes = this.#bytes;
    let at = this.#at;
    for (let byte = bytes[at]; byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09; byte = bytes[at]) at++;
    this.#at = at;
  }

  #value(depth: number): void {
    const byte = this.#bytes[this.#at];
    if (byte === QUOTE) this.#string();
    else if (byte === OPEN_OBJECT) this.#object(depth, undefined);
    else if (byte === OPEN_ARRAY) this.#array(depth, undefined);
    else if (byte === MINUS || isDigit(byte)) this.#number();
    else if (byte === 0x74) this.#word('true');
    else if (byte === 0x66) this.#word('false');
    else if (byte === 0x6e) this.#word('null');
    else throw this.#unexpected('a value');
  }

  #object(depth: number, members: Member[] | undefined): void {
    if (depth > this.#maxDepth) throw new JsonSyntaxError(`nesting deeper than ${this.#maxDepth} levels`, this.#at);
    const bytes = this.#bytes;
    this.#at++;
    this.#space();
    if (bytes[this.#at] === CLOSE_OBJECT) {
      this.#at++;
      return;
    }
    for (let count = 0; ; count++) {
      const nameStart = this.#at;
      if (count === MOST_MEMBERS) throw new JsonSyntaxError(`an object has more than ${MOST_MEMBERS} members`, nameStart);
      if (bytes[nameStart] !== QUOTE) throw this.#unexpected('a name in double quotes');
      this.#string();
      const nameEnd = this.#at;
      this.#space();
      if (bytes[this.#at] !== COLON) throw this.#unexpected('":"');
      this.#at++;
      this.#space();
      const start = this.#at;
      this.#value(depth + 1);
      if (members) members.push({ name: readString(bytes, nameStart, nameEnd), nameStart, start, end: this.#at });
      this.#space();
      const byte = bytes[this.#at];
      if (byte !== COMMA && byte !== CLOSE_OBJECT) throw this.#unexpected('"," or "}"');
      this.#at++;
      if (byte === CLOSE_OBJECT) return;
      this.#space();
    }
  }

  #array(depth: number, visit: ((item: Span) => void) | undefined): void {
    if (depth > this.#maxDepth) throw new JsonSyntaxError(`nesting deeper than ${this.#maxDepth} levels`, this.#at);
    const bytes = this.#bytes;
    this.#at++;
    this.#space();
    if (bytes[this.#at] === CLOSE_ARRAY) {
      this.#at++;
      return;
    }
    for (;;) {
      const start = this.#at;
      this.#value(depth + 1);
      visit?.({ start, end: this.#at });
      this.#space();
      const byte = bytes[this.#at];
      if (byte !== COMMA && byte !== CLOSE_ARRAY) throw this.#unexpected('"," or "]"');
      this.#at++;
      if (byte === CLOSE_ARRAY) return;
      this.#space();
    }
  }

  #string(): void {
    if (this.#checked) return this.#jumpString();
    const bytes = this.#bytes;
    const end = bytes.length;
    let at = this.#at + 1;
    for (;;) {
      // The loop that a picture of many megabytes is spent in: one look-up a byte, nothing else.
      let meaning = 0;
      while (at < end && (meaning = IN_STRING[bytes[at]!]!) === 0) at++;
      if (at >= end) throw new JsonSyntaxError('the text ends inside a string', end);
      if (meaning === 1) {
        this.#at = at + 1;
        return;
      }
      if (meaning === 3) throw new JsonSyntaxError('a control character stands unescaped in a string', at);
      const escape = ESCAPE[bytes[at + 1] ?? 0];
      if (escape === 1) at += 2;
      else if (escape === 2) {
        for (let digit = 2; digit < 6; digit++) {
          if (!isHexDigit(bytes[at + digit])) throw new JsonSyntaxError('"\\u" needs four hexadecimal digits', at);
        }
        at += 6;
      } else throw new JsonSyntaxError('an unknown escape stands in a string', at);
    }
  }

  /** To the end of a string that was checked before: short ones by hand, long ones by the native search. */
  #jumpString(): void {
    const bytes = this.#bytes;
    let at = this.#at + 1;
    for (const near = at + SHORT_STRING; at < near;) {
      const byte = bytes[at]!;
      if (byte === QUOTE) {
        this.#at = at + 1;
        return;
      }
      at += byte === BACKSLASH ? 2 : 1;
    }
    for (;;) {
      const quote = bytes.indexOf(QUOTE, at);
      let slashes = quote;
      while (bytes[slashes - 1] === BACKSLASH && slashes > at) slashes--;
      at = quote + 1;
      if ((quote - slashes) % 2 === 0) break;
    }
    this.#at = at;
  }

  #number(): void {
    const bytes = this.#bytes;
    let at = this.#at;
    if (bytes[at] === MINUS) at++;
    if (bytes[at] === ZERO) at++;
    else at = this.#digits(at);
    if (bytes[at] === 0x2e) at = this.#digits(at + 1);
    if (bytes[at] === 0x65 || bytes[at] === 0x45) {
      at++;
      if (bytes[at] === 0x2b || bytes[at] === MINUS) at++;
      at = this.#digits(at);
    }
    this.#at = at;
  }

  #digits(from: number): number {
    let at = from;
    while (isDigit(this.#bytes[at])) at++;
    if (at === from) throw new JsonSyntaxError('a digit is missing in a number', at);
    return at;
  }

  #word(word: string): void {
    for (let index = 1; index < word.length; index++) {
      if (this.#bytes[this.#at + index] !== word.charCodeAt(index)) throw this.#unexpected(`"${word}"`);
    }
    this.#at += word.length;
  }

  #unexpected(wanted: string): JsonSyntaxError {
    if (this.#at >= this.#bytes.length) return new JsonSyntaxError(`the text ends where ${wanted} should stand`, this.#bytes.length);
    return new JsonSyntaxError(`${wanted} should stand here`, this.#at);
  }
}

/** The string between two quotes, its escapes resolved. */
export function readString(bytes: Uint8Array, start: number, end: number): string {
  const text = asBuffer(bytes).toString('utf8', start + 1, end - 1);
  return text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
}

/**
 * Checks a whole JSON text and returns the members of its root object.
 *
 * @throws JsonSyntaxError when the text is not JSON, is not an object, or nests deeper than `maxDepth`.
 */
export const scanDocument = (bytes: Uint8Array, maxDepth: number) => new Scanner(bytes, 0, maxDepth, false).document();

/** The members of the object that begins at `start`, in a text that was checked before. */
export const scanMembers = (bytes: Uint8Array, start: number): Member[] => new Scanner(bytes, start, Infinity, true).members();

/** Visits the items of the array that begins at `start`, in a text that was checked before. */
export const scanItems = (bytes: Uint8Array, start: number, visit: (item: Span) => void): void =>
  new Scanner(bytes, start, Infinity, true).items(visit);
