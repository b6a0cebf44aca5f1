import { safeLink } from './safe-link.ts';

/** A piece of a line. */
export type Inline =
  | { readonly kind: 'text' | 'code' | 'bold' | 'italic'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly address: string };

/** What is marked is short: a sign whose partner is further away stands for itself. In characters. */
const WINDOW = 1_000;

const SPECIAL = /[`*_[!]|https?:\/\//g;

/** Takes a line apart. Whatever it does not know stays the text that it is. */
export function inlineOf(text: string): readonly Inline[] {
  const pieces: Inline[] = [];
  let plain = 0;
  SPECIAL.lastIndex = 0;
  for (let sign = SPECIAL.exec(text); sign; sign = SPECIAL.exec(text)) {
    const marked = markedAt(text, sign.index, sign[0]);
    if (!marked) continue;
    if (sign.index > plain) pieces.push({ kind: 'text', text: text.slice(plain, sign.index) });
    pieces.push(marked.piece);
    plain = SPECIAL.lastIndex = marked.end;
  }
  if (plain < text.length) pieces.push({ kind: 'text', text: text.slice(plain) });
  return pieces;
}

interface Marked {
  readonly piece: Inline;
  readonly end: number;
}

function markedAt(text: string, at: number, sign: string): Marked | undefined {
  if (sign === '`') return between(text, at, '`', 'code');
  if (sign === '*') return text.startsWith('**', at) ? between(text, at, '**', 'bold') : between(text, at, '*', 'italic');
  // In the middle of a word it is part of a name: snake_case.
  if (sign === '_') return /\w/.test(text[at - 1] ?? '') ? undefined : between(text, at, '_', 'italic');
  if (sign === '[' || sign === '!') return linkAt(text, at);
  const address = /^https?:\/\/[^\s<>"'`\])}]*/.exec(text.slice(at, at + WINDOW))![0].replace(/[.,;:!?]{1,9}$/, '');
  const safe = safeLink(address);
  // One that is none is passed over as a whole: there may be thousands in it.
  return {
    piece: safe === undefined ? { kind: 'text', text: address } : { kind: 'link', text: address, address: safe },
    end: at + address.length,
  };
}

function between(text: string, at: number, sign: string, kind: 'code' | 'bold' | 'italic'): Marked | undefined {
  const from = at + sign.length;
  const end = text.slice(from, from + WINDOW).indexOf(sign);
  const inner = text.slice(from, from + end);
  if (end < 1 || (kind !== 'code' && inner !== inner.trim())) return undefined;
  return { piece: { kind, text: inner }, end: from + end + sign.length };
}

/** No sign of it can be matched in two ways: each try ends at the first sign that does not fit. */
const LINK = /^!?\[([^\][]{0,300})\]\(<?([^\s()<>]{1,700})>?(?: "[^"]{0,100}")?\)/;

/** A link, or a picture: of which only the words and the address are shown, because to show it is to ask for it. */
function linkAt(text: string, at: number): Marked | undefined {
  const found = LINK.exec(text.slice(at, at + WINDOW));
  if (!found) return undefined;
  const [whole, words = '', address = ''] = found;
  const safe = safeLink(address);
  const end = at + whole.length;
  if (safe === undefined || whole.startsWith('!')) return { piece: { kind: 'text', text: whole }, end };
  return { piece: { kind: 'link', text: words, address: safe }, end };
}
