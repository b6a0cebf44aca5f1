import { closeBrackets } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

interface Usual {
  readonly label: string;
  readonly dark: boolean;
  readonly readOnly: boolean;
  readonly onSubmit: () => void;
}

/** What every editor here has. */
export const usual = ({ label, dark, readOnly, onSubmit }: Usual): Extension => [
  keymap.of([{ key: 'Mod-Enter', run: () => (onSubmit(), true) }]),
  lineNumbers(),
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  EditorView.lineWrapping,
  EditorState.tabSize.of(2),
  syntaxHighlighting(dark ? ON_DARK : ON_LIGHT),
  looks(dark),
  // Said outright: a text that scrolls is come to by the keyboard.
  EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
  ...(readOnly ? [EditorState.readOnly.of(true)] : [highlightActiveLine()]),
  keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap]),
];

const looks = (dark: boolean) =>
  EditorView.theme(
    {
      '&': { fontSize: '13px' },
      '&.cm-focused': { outline: 'none' },
      '.cm-content': { fontFamily: 'var(--mantine-font-family-monospace)', caretColor: 'var(--mantine-color-text)' },
      '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--mantine-color-dimmed)', border: 'none' },
      '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--mantine-primary-color-filled) 7%, transparent)' },
      // Of several editors on a page only the one that is written in shows where.
      '&:not(.cm-focused) .cm-activeLine': { backgroundColor: 'transparent' },
      '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
        backgroundColor: 'color-mix(in srgb, var(--mantine-primary-color-filled) 28%, transparent) !important',
      },
      '.cm-tooltip': {
        backgroundColor: 'var(--mantine-color-body)',
        border: '1px solid var(--mantine-color-default-border)',
        color: 'var(--mantine-color-text)',
      },
      '.cm-tooltip-autocomplete ul li[aria-selected]': {
        backgroundColor: 'var(--mantine-primary-color-filled)',
        color: 'var(--mantine-color-white)',
      },
    },
    { dark },
  );

const coloured = (property: string, string: string, number: string, word: string) =>
  HighlightStyle.define([
    { tag: [tags.propertyName, tags.definition(tags.variableName)], color: property },
    { tag: [tags.string, tags.special(tags.string)], color: string },
    { tag: [tags.number, tags.bool, tags.null], color: number },
    { tag: [tags.keyword, tags.special(tags.brace)], color: word },
    { tag: tags.comment, color: 'var(--mantine-color-dimmed)' },
    { tag: tags.invalid, color: 'var(--mantine-color-error)' },
  ]);

const ON_LIGHT = coloured('#0b5a6b', '#1d6b2f', '#8a3b00', '#6a2aa8');
const ON_DARK = coloured('#7fdbe8', '#a5d6a7', '#ffb27a', '#d0b3ff');
