import { startCompletion, type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { ensureSyntaxTree } from '@codemirror/language';
import type { EditorView } from '@codemirror/view';
import { nameOffers, valueOffers, type Offer } from '../schema/offers.ts';
import { placeAt, type PlaceInText } from '../text/place-at.ts';
import { valuesAlong } from '../text/range-of.ts';
import type { EditorHandle } from './editor-handle.ts';
import { knownAt } from './known-things.ts';

/** Milliseconds for reading a text that has just changed; of a longer one a part has to do. */
const PARSE_MS = 50;

/** Completes names and values by a schema, and names of things by what there is. */
export const completionFrom =
  (handle: EditorHandle) =>
  ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
    const tree = ensureSyntaxTree(state, pos, PARSE_MS);
    const text = state.doc.toString();
    const place = tree && placeAt(tree, text, pos);
    if (!tree || !place) return null;
    // Nobody who makes room for a line wants a list for it.
    if (!explicit && place.from === place.to && !/[:"[,]\s?$/.test(text.slice(0, pos))) return null;
    const values = valuesAlong(tree, text, place.path);
    const options = place.kind === 'name' ? namesFor(place, values, handle) : valuesFor(place, values, handle);
    // What is looked for is what stands between the quotation mark and the cursor.
    const from = text[place.from] === '"' && pos > place.from ? place.from + 1 : place.from;
    return options.length === 0 ? null : { from, options, validFor: /^[\w@$./ -]*$/ };
  };

function namesFor({ path, taken, hasColon }: PlaceInText, values: readonly unknown[], { schema }: EditorHandle): readonly Completion[] {
  if (!schema) return [];
  return nameOffers(schema, path, values, taken).map((offer) => ({
    ...shown(offer),
    label: offer.text,
    type: 'property',
    // What has to be there, then what gives a config its shape; of the rest whatever fits what is typed best.
    boost: offer.detail.endsWith('required') ? 50 : offer.begins === '{}' || offer.begins === '[]' ? 20 : 0,
    apply: (view, _completion, from, to) => writeName(view, offer, from, to, hasColon),
  }));
}

function valuesFor({ path }: PlaceInText, values: readonly unknown[], { schema, known }: EditorHandle): readonly Completion[] {
  const things: readonly Completion[] = knownAt(path, values, known).map(({ text, about }) => ({
    label: text,
    detail: about === text ? '' : about,
    type: 'constant',
    boost: 60,
    apply: (view, _completion, from, to) => writeValue(view, JSON.stringify(text), from, to),
  }));
  const named = new Set(things.map(({ label }) => label));
  const offers = (schema ? valueOffers(schema, path, values) : []).map((offer): Completion => ({
    ...shown(offer),
    label: offer.text.replace(/^"(.*)"$/, '$1'),
    type: 'enum',
    apply: (view, _completion, from, to) => writeValue(view, offer.text, from, to),
  }));
  return [...things, ...offers.filter(({ label }) => !named.has(label))];
}

const shown = ({ detail, about }: Offer) => ({ detail, ...(about !== undefined && { info: about }) });

/** Writes a member, puts the cursor where its value goes on, and offers what may stand there. */
function writeName(view: EditorView, { text, begins = '' }: Offer, from: number, to: number, hasColon: boolean): void {
  const insert = hasColon ? JSON.stringify(text) : `${JSON.stringify(text)}: ${begins}`;
  const whole = withQuotes(view, from, to);
  const cursor = whole.from + insert.length - (hasColon ? 0 : Math.floor(begins.length / 2));
  view.dispatch({ changes: { ...whole, insert }, selection: { anchor: cursor }, userEvent: 'input.complete', scrollIntoView: true });
  if (!hasColon && begins !== '{}') startCompletion(view);
}

function writeValue(view: EditorView, insert: string, from: number, to: number): void {
  const whole = withQuotes(view, from, to);
  view.dispatch({
    changes: { ...whole, insert },
    selection: { anchor: whole.from + insert.length },
    userEvent: 'input.complete',
    scrollIntoView: true,
  });
}

/** The whole of the word that is being written, with its quotation marks as far as they are there. */
function withQuotes({ state }: EditorView, from: number, to: number): { readonly from: number; readonly to: number } {
  const isQuoted = state.sliceDoc(from - 1, from) === '"';
  const rest = (isQuoted ? /^[^"\n]*"/ : /^[\w.+-]*/).exec(state.sliceDoc(to, to + 500))?.[0] ?? '';
  return { from: isQuoted ? from - 1 : from, to: to + rest.length };
}
