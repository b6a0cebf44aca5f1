import { CompletionContext, type Completion } from '@codemirror/autocomplete';
import { json } from '@codemirror/lang-json';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { describe, expect, it } from '@jest/globals';
import type { Schema } from '../schema/schema.ts';
import { completionFrom } from './completion.ts';
import { makeHandle } from './editor-handle.ts';
import { saidAt } from './hover.ts';
import { NOTHING_KNOWN } from './known-things.ts';

const SCHEMA: Schema = {
  type: 'object',
  properties: {
    virtual_key: { type: 'string', description: 'Which credential' },
    strategy: { type: 'object', properties: { mode: { enum: ['fallback', 'split'] } } },
    retry: { type: 'object', properties: {} },
  },
};

const handle = { ...makeHandle(), schema: SCHEMA, known: { ...NOTHING_KNOWN, virtualKeys: [{ text: 'main', about: 'The main one' }] } };

function opened(marked: string) {
  const position = marked.indexOf('|');
  const state = EditorState.create({ doc: marked.replace('|', ''), selection: { anchor: position }, extensions: [json()] });
  return { state, position };
}

function offered(marked: string, explicit = true): readonly Completion[] {
  const { state, position } = opened(marked);
  return completionFrom(handle)(new CompletionContext(state, position, explicit))?.options ?? [];
}

/** The text after the option of this name was chosen. */
function chosen(marked: string, name: string): string {
  const { state, position } = opened(marked);
  const view = new EditorView({ state });
  const result = completionFrom(handle)(new CompletionContext(state, position, true))!;
  const option = result.options.find(({ label }) => label === name)!;
  (option.apply as (view: EditorView, option: Completion, from: number, to: number) => void)(
    view,
    option,
    result.from,
    result.to ?? position,
  );
  const { doc, selection } = view.state;
  view.destroy();
  return `${doc.sliceString(0, selection.main.head)}|${doc.sliceString(selection.main.head)}`;
}

describe('completion', () => {
  it('offers names and the words of a member', () => {
    expect(offered('{"|"}').map(({ label }) => label)).toEqual(['virtual_key', 'strategy', 'retry']);
    expect(offered('{"strategy": {"mode": "|"}}').map(({ label }) => label)).toEqual(['fallback', 'split']);
  });

  it('offers what the gateway has', () => {
    expect(offered('{"virtual_key": "m|"}')).toMatchObject([{ label: 'main', detail: 'The main one' }]);
  });

  it('writes a member whole, with the cursor where its value begins', () => {
    expect(chosen('{"virtual_key": "|old"}', 'main')).toBe('{"virtual_key": "main"|}');
    expect(chosen('{"virtual_key": |}', 'main')).toBe('{"virtual_key": "main"|}');
    expect(chosen('{"vir|"}', 'virtual_key')).toBe('{"virtual_key": "|"}');
    expect(chosen('{"ret|"}', 'retry')).toBe('{"retry": {|}}');
    expect(chosen('{|}', 'strategy')).toBe('{"strategy": {|}}');
  });

  it('changes the name alone of a member that has its value', () => {
    expect(chosen('{"re|": {"attempts": 1}}', 'retry')).toBe('{"retry"|: {"attempts": 1}}');
  });

  it('does not get in the way of who makes room', () => {
    expect(offered('{\n  |\n}', false)).toEqual([]);
    expect(offered('{"retry": {}}|', false)).toEqual([]);
  });
});

describe('what a member means', () => {
  it('is said of its name and of its value', () => {
    const state = EditorState.create({ doc: '{"virtual_key": "main"}', extensions: [json()] });

    expect(saidAt(state, 3, handle)).toMatchObject({ name: 'virtual_key', lines: ['Which credential', 'A value of the kind: text'] });
    expect(saidAt(state, 18, handle)).toMatchObject({ name: 'virtual_key' });
    expect(saidAt(state, 0, handle)).toBeUndefined();
  });
});
