import { autocompletion, type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { RangeSetBuilder, type Extension } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import { tagsIn, type TagKind } from './tags.ts';

/** Words that are offered while somebody writes a tag; what they are may change while they write. */
export interface Offered {
  readonly partials: readonly string[];
  readonly variables: readonly string[];
}

/** Shows the tags of Mustache in a text, and completes them. */
export const mustache = (offered: () => Offered): Extension => [
  shownTags,
  LOOKS,
  autocompletion({ override: [(context) => completionsAt(context, offered())], icons: false }),
];

const marked = (name: string) => Decoration.mark({ class: `cm-tag-${name}` });

const MARKS: Readonly<Record<TagKind, Decoration>> = {
  value: marked('value'),
  section: marked('section'),
  inverted: marked('section'),
  end: marked('section'),
  partial: marked('partial'),
  'named-partial': marked('partial'),
  comment: marked('comment'),
  delimiters: marked('comment'),
};

const shownTags = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }

    update({ docChanged, view }: ViewUpdate): void {
      if (docChanged) this.decorations = decorate(view);
    }
  },
  { decorations: ({ decorations }) => decorations },
);

function decorate({ state }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { kind, from, to } of tagsIn(state.doc.toString())) builder.add(from, to, MARKS[kind]);
  return builder.finish();
}

const ground = (colour: string) => ({ backgroundColor: `color-mix(in srgb, ${colour} 14%, transparent)`, borderRadius: '3px' });

const LOOKS = EditorView.baseTheme({
  '.cm-tag-value': ground('#1098ad'),
  '.cm-tag-section': { ...ground('#7048e8'), fontStyle: 'italic' },
  '.cm-tag-partial': { ...ground('#e8590c'), textDecoration: 'underline dotted' },
  '&light .cm-tag-value': { color: '#0b5a6b' },
  '&light .cm-tag-section': { color: '#5f2eb0' },
  '&light .cm-tag-partial': { color: '#8a3b00' },
  '&dark .cm-tag-value': { color: '#7fdbe8' },
  '&dark .cm-tag-section': { color: '#d0b3ff' },
  '&dark .cm-tag-partial': { color: '#ffb27a' },
  '.cm-tag-comment': { color: 'var(--mantine-color-dimmed)' },
});

const BEGUN = /\{\{\{?\s*([#^/>&]?>?)\s*([\w.@-]*)$/;

function completionsAt(context: CompletionContext, { partials, variables }: Offered): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos);
  const [, sign, word = ''] = BEGUN.exec(line.text.slice(0, context.pos - line.from)) ?? [];
  if (sign === undefined) return null;
  const names = sign === '>' ? partials : variables;
  const closed = context.state.sliceDoc(context.pos, context.pos + 2) === '}}';
  return {
    from: context.pos - word.length,
    options: names.map((label): Completion => ({
      label,
      detail: sign === '>' ? 'partial' : 'variable',
      apply: closed ? label : `${label}}}`,
    })),
    validFor: /^[\w.@-]*$/,
  };
}
