import type { EditorView } from '@codemirror/view';
import type { Schema } from '../schema/schema.ts';
import { NOTHING_KNOWN, type KnownThings } from './known-things.ts';

/** One editor of a config, for as long as it is on the page: what it knows may come later than the editor itself. */
export interface EditorHandle {
  view: EditorView | undefined;
  schema: Schema | undefined;
  known: KnownThings;
}

export const makeHandle = (): EditorHandle => ({ view: undefined, schema: undefined, known: NOTHING_KNOWN });

/** Goes to a place of the text, and shows it. */
export function goTo({ view }: EditorHandle, { from, to }: { readonly from: number; readonly to: number }): void {
  if (!view) return;
  const end = Math.min(to, view.state.doc.length);
  view.dispatch({ selection: { anchor: Math.min(from, end), head: end }, scrollIntoView: true });
  view.focus();
}
