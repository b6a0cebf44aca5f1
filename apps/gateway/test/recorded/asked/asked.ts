import { compact, parsedOr, type Json } from '../json.ts';

/** What a call asks, whatever the words it is asked in. Settings have chat's names. */
export interface Asked {
  readonly model: string;
  readonly streamed: boolean;
  readonly said: readonly Said[];
  readonly tools: readonly Tool[];
  readonly choice?: 'none' | 'required' | { readonly name: string } | undefined;
  readonly parallel?: false | undefined;
  readonly settings: Json;
  /** Members that mean nothing to this reader. */
  readonly rest: Json;
}

export type Who = 'system' | 'user' | 'assistant';

/** One thing said, in order; what belongs to one message is not told, for every format cuts messages in its own way. */
export type Said =
  | { readonly kind: 'text'; readonly who: Who; readonly text: string; readonly cache?: Json | undefined }
  | { readonly kind: 'media'; readonly who: Who; readonly media: Media; readonly cache?: Json | undefined }
  /** Signed or not. */
  | { readonly kind: 'thinking'; readonly thinking: string; readonly signature?: string | undefined }
  /** A block that only its provider understands. */
  | { readonly kind: 'block'; readonly who: Who; readonly block: Json }
  | {
      readonly kind: 'call';
      readonly id: string;
      readonly name: string;
      readonly input: unknown;
      readonly signature?: string | undefined;
    }
  | {
      readonly kind: 'result';
      readonly id: string;
      readonly content: readonly Told[];
      readonly failed?: true | undefined;
      readonly cache?: Json | undefined;
    };

/** Part of what a tool answers: text, as the JSON that it is where it is that, or media. */
export type Told = { readonly value: unknown } | { readonly media: Media };

export type Media =
  { readonly data: string; readonly type: string; readonly cited?: true } | { readonly url: string } | { readonly id: string };

export type Tool =
  | {
      readonly name: string;
      readonly description: string;
      readonly schema: unknown;
      readonly strict?: true | undefined;
      readonly cache?: Json | undefined;
    }
  | { readonly own: Json };

/** The same call in the one form that two readers of different formats agree on. */
export function alike({ said, tools, settings, rest, ...asked }: Asked): Json {
  const order = new Map<string, number>();
  const merged: Said[] = [];
  for (const each of said) {
    const last = merged.at(-1);
    if (each.kind === 'text' && each.text === '' && each.cache === undefined) continue;
    if (each.kind === 'text' && last?.kind === 'text' && last.who === each.who && last.cache === undefined)
      merged[merged.length - 1] = { ...each, text: `${last.text}${each.text}` };
    else merged.push(each);
  }
  const numbered = inRows(merged).map((each) => {
    if (each.kind === 'call') {
      order.set(each.id, order.size);
      // What Gemini's documentation says to send where there is no signature is none.
      const signature = each.signature === 'skip_thought_signature_validator' ? undefined : each.signature;
      return { ...each, signature, id: order.get(each.id), input: each.input === 'null' ? {} : each.input };
    }
    return each.kind === 'result' ? { ...each, id: order.get(each.id) ?? 'of no call' } : each;
  });
  // Where there is nothing to call, how to call says nothing.
  const calling = tools.length === 0 ? { choice: undefined, parallel: undefined } : {};
  return plainly({ ...asked, ...calling, said: numbered, tools, settings: compact(settings), rest: compact(rest) });
}

/** In an answer its text first, then its calls: not every format can say them in another order. */
function inRows(said: readonly Said[]): readonly Said[] {
  const rows: Said[][] = [];
  const sideOf = (each: Said) => (each.kind === 'result' ? 'result' : 'who' in each ? each.who : 'assistant');
  for (const each of said) {
    const row = rows.at(-1);
    if (row && sideOf(row[0]!) === sideOf(each)) row.push(each);
    else rows.push([each]);
  }
  return rows.flatMap((row) => [...row.filter(({ kind }) => kind !== 'call'), ...row.filter(({ kind }) => kind === 'call')]);
}

const plainly = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

export const toldText = (text: string): Told => ({ value: parsedOr(text) });

/** The name by which a schema's words are the same in JSON Schema and in Google's and OpenAPI's form of it. */
export function schemaOf(schema: unknown): unknown {
  const tidy = tidied(schema) as Json | undefined;
  const isEmpty = tidy === undefined || (Object.keys((tidy['properties'] ?? {}) as Json).length === 0 && tidy['type'] === 'object');
  return isEmpty || Object.keys(tidy).length === 0 ? null : tidy;
}

const TYPES = ['', 'string', 'number', 'integer', 'boolean', 'array', 'object'];
const NEEDLESS = new Set(['$schema', 'nullable', 'title', 'propertyOrdering']);

function tidied(schema: unknown, isNames = false): unknown {
  if (Array.isArray(schema)) return schema.map((each) => tidied(each));
  if (typeof schema !== 'object' || schema === null) return schema;
  const members = Object.entries(schema)
    .filter(([name, value]) => isNames || (!NEEDLESS.has(name) && !(name === 'required' && Array.isArray(value) && value.length === 0)))
    .map(([name, value]) => {
      if (!isNames && name === 'type' && typeof value !== 'object')
        return [name, typeof value === 'number' ? TYPES[value] : String(value).toLowerCase()];
      return [name, tidied(value, !isNames && /^(?:properties|\$defs|definitions)$/.test(name))];
    });
  return Object.fromEntries(members) as Json;
}

/** Calls that have no id of their own are answered by their names, the first open one first. */
export class OpenCalls {
  readonly #open: { readonly id: string; readonly name: string }[] = [];
  #made = 0;

  begin(name: string, id: unknown): string {
    const made = typeof id === 'string' && id !== '' ? id : `nameless_${this.#made++}`;
    this.#open.push({ id: made, name });
    return made;
  }

  answer(name: string | undefined, id: unknown): string {
    const place = this.#open.findIndex((call) =>
      typeof id === 'string' && id !== '' ? call.id === id : name === undefined || call.name === name,
    );
    return place < 0 ? String(id) : this.#open.splice(place, 1)[0]!.id;
  }
}

/** A `data:` address taken apart; any other as it stands. */
export function mediaAt(url: string): Media {
  const [, type, data] = /^data:([^;,]*)[^,]*,(.*)$/s.exec(url) ?? [];
  return data === undefined ? { url } : { type: type!, data };
}
