import { asBuffer } from './as-buffer.ts';
import { JsonSyntaxError, readString, scanDocument, scanItems, scanMembers, type Member, type Span } from './scan.ts';

/** A piece of the text and what stands in its place. */
interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const QUOTE = 0x22;
const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

const DEFAULT_MAX_DEPTH = 200;

/**
 * A JSON object that can be read and changed without being rebuilt: what nobody touches keeps its
 * bytes, its spacing, its order and its number spellings. That is how a field that Sluice has never
 * heard of reaches a provider that has.
 */
export class JsonDocument {
  /** The text as it was parsed; changes show only in `toBytes`. */
  readonly bytes: Uint8Array;
  /** The object that the whole text is. */
  readonly root: JsonObject;

  private constructor(bytes: Uint8Array, root: JsonObject) {
    this.bytes = bytes;
    this.root = root;
  }

  /**
   * Checks the text and reads where its top members stand.
   *
   * @throws JsonSyntaxError when it is not JSON, not an object, or nests deeper than `maxDepth` (200).
   */
  static parse(bytes: Uint8Array, { maxDepth = DEFAULT_MAX_DEPTH }: { readonly maxDepth?: number } = {}): JsonDocument {
    const buffer = asBuffer(bytes);
    const { members, span } = scanDocument(buffer, maxDepth);
    return new JsonDocument(buffer, new JsonObject(buffer, span, members));
  }

  /** The same text with nothing changed: a second target starts from what the caller sent. */
  fresh(): JsonDocument {
    return new JsonDocument(this.bytes, this.root.fresh());
  }

  /** The text with all changes in it; the very bytes that were parsed when there are none. */
  toBytes(): Uint8Array {
    const splices: Splice[] = [];
    this.root.collect(splices);
    if (splices.length === 0) return this.bytes;
    const pieces: Uint8Array[] = [];
    let from = 0;
    for (const { start, end, text } of splices) {
      if (start > from) pieces.push(this.bytes.subarray(from, start));
      if (text) pieces.push(Buffer.from(text));
      from = end;
    }
    pieces.push(this.bytes.subarray(from));
    return Buffer.concat(pieces);
  }
}

/** One object of a document. Reading parses only what is asked for; writing only notes what to change. */
export class JsonObject {
  readonly #bytes: Buffer;
  readonly #span: Span;
  readonly #members: readonly Member[];
  readonly #budget: Budget;
  #changes: Map<Member, Change> | undefined;
  #added: Map<string, string> | undefined;
  #children: Map<Member, JsonObject | JsonArray> | undefined;

  /** @internal Objects are opened by their document. */
  constructor(bytes: Uint8Array, span: Span, members: readonly Member[], budget: Budget = { left: MOST_OBJECTS }) {
    this.#bytes = asBuffer(bytes);
    this.#span = span;
    this.#members = members;
    this.#budget = budget;
  }

  /** The same object of the same text, with nothing changed. */
  fresh(): JsonObject {
    return new JsonObject(this.#bytes, this.#span, this.#members);
  }

  /** Whether anything in it is to be cut or put in. */
  get changed(): boolean {
    if (this.#changes || (this.#added?.size ?? 0) > 0) return true;
    for (const child of this.#children?.values() ?? []) if (child.changed) return true;
    return false;
  }

  /** Whether a word stands anywhere in the text, as it came: cheaper than looking through it for what is mostly not there. */
  mentions(word: string): boolean {
    return this.#bytes.includes(word, 0, 'latin1');
  }

  /** The names as they were given, in order; a name given twice is there twice. */
  names(): string[] {
    return this.#members.map((member) => member.name);
  }

  /** Whether the name was given, with whatever value, or has been set since. */
  has(name: string): boolean {
    return this.#added?.has(name) === true || this.#find(name) !== undefined;
  }

  /** The value, parsed; the last one where a name was given twice, as `JSON.parse` has it. */
  get(name: string): unknown {
    const added = this.#added?.get(name);
    if (added !== undefined) return JSON.parse(added);
    const member = this.#find(name);
    if (!member) return undefined;
    const change = this.#changes?.get(member);
    if (change?.value !== undefined) return JSON.parse(change.value);
    return JSON.parse(this.#bytes.toString('utf8', member.start, member.end));
  }

  /** The value when it is a string. */
  text(name: string): string | undefined {
    const member = this.#added?.has(name) ? undefined : this.#find(name);
    if (member && !this.#changes?.has(member)) {
      return this.#bytes[member.start] === QUOTE ? readString(this.#bytes, member.start, member.end) : undefined;
    }
    const value = this.get(name);
    return typeof value === 'string' ? value : undefined;
  }

  /** The value when it is an object, to be read or changed in place. */
  object(name: string): JsonObject | undefined {
    const child = this.#child(name);
    return child instanceof JsonObject ? child : undefined;
  }

  /** The value when it is an array, to be read or changed in place. */
  array(name: string): JsonArray | undefined {
    const child = this.#child(name);
    return child instanceof JsonArray ? child : undefined;
  }

  /** Leaves these members out, each as often as it was given. */
  drop(...names: readonly string[]): void {
    this.dropAll(new Set(names));
  }

  /** Leaves out every member whose name is in the set; one walk however long the set is. */
  dropAll(names: ReadonlySet<string>): void {
    for (const member of this.#members) if (names.has(this.#nameOf(member))) this.#change(member, { dropped: true });
    if (this.#added) for (const name of names) this.#added.delete(name);
  }

  /** Gives a member another name and keeps its value to the byte. A member of that name already there wins. */
  rename(name: string, to: string): void {
    if (typeof to !== 'string') throw new TypeError('a name is wanted');
    if (!this.has(name)) return;
    if (this.has(to)) return this.drop(name);
    const added = this.#added?.get(name);
    if (added !== undefined) {
      this.#added!.delete(name);
      this.#added!.set(to, added);
    }
    for (const member of this.#members) if (this.#nameOf(member) === name) this.#change(member, { name: to });
  }

  /** Puts a value under a name: in place where the name stands, else at the end. */
  set(name: string, value: unknown): void {
    this.setText(name, jsonOf(value));
  }

  /** The same with the value as JSON text, which is not checked again. */
  setText(name: string, json: string): void {
    // What is no text would be read when the document is written, and be whatever it likes by then.
    if (typeof json !== 'string' || typeof name !== 'string') throw new TypeError('a name and a JSON text are wanted');
    const member = this.#find(name);
    if (member) this.#change(member, { value: json });
    else (this.#added ??= new Map()).set(name, json);
  }

  /** Puts a value under a name that is not there yet. */
  setDefault(name: string, value: unknown): void {
    if (!this.has(name)) this.set(name, value);
  }

  /** @internal For the document: what has to be cut and put in, in the order of the text. */
  collect(splices: Splice[]): void {
    if (!this.#changes && !this.#added && !this.#children) return;
    const additions = [...(this.#added ?? [])].map(([name, json]) => `${JSON.stringify(name)}:${json}`);
    const kept = this.#members.filter((member) => !this.#changes?.get(member)?.dropped);
    const lastKept = kept.at(-1);
    const members = this.#members;

    for (const [index, member] of members.entries()) {
      const change = this.#changes?.get(member);
      if (change?.dropped) {
        const next = members[index + 1];
        // A member goes with the comma behind it; those behind the last one that stays go below, with the comma before them.
        if (lastKept && next && member.start < lastKept.start) splices.push({ start: member.nameStart, end: next.nameStart, text: '' });
        continue;
      }
      if (change?.name !== undefined) {
        const nameEnd = this.#nameEnd(member);
        splices.push({ start: member.nameStart, end: nameEnd, text: JSON.stringify(change.name) });
      }
      if (change?.value !== undefined) splices.push({ start: member.start, end: member.end, text: change.value });
      else this.#children?.get(member)?.collect(splices);
    }

    const tailStart = lastKept ? lastKept.end : this.#span.start + 1;
    const lastMember = members.at(-1);
    const tailEnd = lastMember && lastMember !== lastKept ? lastMember.end : tailStart;
    const text = additions.length === 0 ? '' : (lastKept ? ',' : '') + additions.join(',');
    if (tailEnd > tailStart || text) splices.push({ start: tailStart, end: tailEnd, text });
  }

  #find(name: string): Member | undefined {
    const members = this.#members;
    for (let index = members.length - 1; index >= 0; index--) {
      const member = members[index]!;
      const change = this.#changes?.get(member);
      if (!change?.dropped && (change?.name ?? member.name) === name) return member;
    }
    return undefined;
  }

  #nameOf(member: Member): string {
    return this.#changes?.get(member)?.name ?? member.name;
  }

  #change(member: Member, change: Change): void {
    this.#changes ??= new Map();
    this.#changes.set(member, { ...this.#changes.get(member), ...change });
  }

  #child(name: string): JsonObject | JsonArray | undefined {
    const member = this.#find(name);
    if (!member || this.#changes?.get(member)?.value !== undefined) return undefined;
    const known = this.#children?.get(member);
    if (known) return known;
    const child = childAt(this.#bytes, member, this.#budget);
    if (child) (this.#children ??= new Map()).set(member, child);
    return child;
  }

  #nameEnd(member: Member): number {
    // Between a name and its value there are only space and a colon, so the last quote before the value ends the name.
    return this.#bytes.lastIndexOf(QUOTE, member.start - 1) + 1;
  }
}

interface Change {
  readonly dropped?: true;
  readonly name?: string;
  /** JSON text that stands instead of the value. */
  readonly value?: string;
}

/** One array of a document. Its items are walked, not listed: there may be millions. */
export class JsonArray {
  readonly #bytes: Buffer;
  readonly #span: Span;
  readonly #budget: Budget;
  readonly #empty: boolean;
  #changed: JsonObject[] = [];
  #first: string | undefined;
  #last: string | undefined;

  /** @internal Arrays are opened by their document. */
  constructor(bytes: Uint8Array, span: Span, budget: Budget) {
    this.#bytes = asBuffer(bytes);
    this.#span = span;
    this.#budget = budget;
    this.#empty = isEmpty(this.#bytes, span);
  }

  /** Whether it had no items as it came. */
  get empty(): boolean {
    return this.#empty;
  }

  /**
   * Shows each item that is an object, to be read or changed in place; others are passed over. Called once.
   *
   * @throws JsonSyntaxError when the document has more nested objects than anybody can mean.
   */
  eachObject(visit: (object: JsonObject) => void): void {
    scanItems(this.#bytes, this.#span.start, (item) => {
      const child = this.#bytes[item.start] === OPEN_OBJECT ? childAt(this.#bytes, item, this.#budget) : undefined;
      if (!(child instanceof JsonObject)) return;
      visit(child);
      if (child.changed) this.#changed.push(child);
    });
  }

  /** Puts values before the first item. */
  prepend(values: readonly unknown[]): void {
    if (values.length > 0) this.#first = values.map(jsonOf).join(',');
  }

  /** Puts values behind the last item. */
  append(values: readonly unknown[]): void {
    if (values.length > 0) this.#last = values.map(jsonOf).join(',');
  }

  /** Whether anything has been put in, or an item that was shown has been changed. */
  get changed(): boolean {
    return this.#first !== undefined || this.#last !== undefined || this.#changed.length > 0;
  }

  /** @internal For the document: what has to be cut and put in, in the order of the text. */
  collect(splices: Splice[]): void {
    if (this.#first !== undefined) {
      const at = this.#span.start + 1;
      splices.push({ start: at, end: at, text: this.#empty ? this.#first : `${this.#first},` });
    }
    for (const child of this.#changed) child.collect(splices);
    if (this.#last !== undefined) {
      const at = this.#span.end - 1;
      const alone = this.#empty && this.#first === undefined;
      splices.push({ start: at, end: at, text: alone ? this.#last : `,${this.#last}` });
    }
  }
}

// Plugins are handed these: what one of them changes here would be everybody's.
Object.freeze(JsonObject.prototype);
Object.freeze(JsonArray.prototype);

/** @throws TypeError for a function, a symbol, or nothing at all, which JSON has no word for. */
function jsonOf(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError(`JSON has no word for ${value === undefined ? 'undefined' : `a ${typeof value}`}`);
  return text;
}

/** How many nested objects may still be opened in a document. */
interface Budget {
  left: number;
}

/** A long conversation has some thousands. More than this only costs, and is refused before it costs much. */
const MOST_OBJECTS = 100_000;

const SPACE: ReadonlySet<number | undefined> = new Set([0x20, 0x0a, 0x0d, 0x09]);

function isEmpty(bytes: Buffer, { start }: Span): boolean {
  let at = start + 1;
  while (SPACE.has(bytes[at])) at++;
  return bytes[at] === CLOSE_ARRAY;
}

function childAt(bytes: Buffer, span: Span, budget: Budget): JsonObject | JsonArray | undefined {
  if (bytes[span.start] === OPEN_ARRAY) return new JsonArray(bytes, span, budget);
  if (bytes[span.start] !== OPEN_OBJECT) return undefined;
  if (budget.left-- === 0)
    throw new JsonSyntaxError(`there are more than ${MOST_OBJECTS} objects in the lists that are looked through`, span.start);
  return new JsonObject(bytes, span, scanMembers(bytes, span.start), budget);
}
