import { describe, expect, it } from '@jest/globals';
import type { Prompt } from '@sluice/core';
import { compilePrompt, readChecked, type PromptVersion } from './compile.ts';
import { NO_PARTIALS, type Partial, type PartialDirectory } from './partials.ts';

const version = (string: string, more: object = {}): PromptVersion => ({
  id: '1',
  slug: 'greeting',
  versionId: 'v1',
  workspaces: undefined,
  kind: 'chat',
  string,
  parameters: {},
  virtualKey: undefined,
  ...more,
});
const CHAT = '[{"role":"user","content":"{{x}}"}]';

/** Partials by the references under which they are found, in a book that counts how often it is asked. */
const book = (texts: Readonly<Record<string, string>>): PartialDirectory & { readonly partials: Map<string, Partial> } => {
  const partials = new Map(Object.entries(texts).map(([name, string]) => [name, { string }]));
  return { partials, find: (reference) => partials.get(reference) };
};
const rendered = (string: string, variables: object, texts: Readonly<Record<string, string>> = {}, more: object = {}) =>
  compilePrompt(version(string, more), book(texts)).render(variables as Record<string, unknown>);
const refused = (act: () => unknown) => {
  try {
    return act();
  } catch (error) {
    return (error as { readonly fault?: unknown }).fault;
  }
};

describe('a prompt', () => {
  it('gives the messages of a chat, whatever its variables hold', () => {
    const x = 'say "hi"\nto {{y}} \\ <b>';

    expect(rendered(CHAT, { x, y: 'nobody' })).toEqual([{ role: 'user', content: x }]);
  });

  it('takes lists and objects where they stand bare', () => {
    const history = [
      { role: 'user', content: 'a "b"' },
      { role: 'assistant', content: 'c' },
    ];

    const messages = rendered('[{{history}}, {"role":"user","content":{{parts}}}]', { history, parts: { type: 'text' } });

    expect(messages).toEqual([...history, { role: 'user', content: { type: 'text' } }]);
  });

  it('gives the text of a completion just as it is, because it is no JSON', () => {
    const text = rendered('Say "{{x}}"\n', { x: 'a "b"\n\\' }, {}, { kind: 'completion' });

    expect(text).toBe('Say "a "b"\n\\"\n');
  });

  it('leaves to the request how its answer comes', () => {
    const { parameters } = compilePrompt(version(CHAT, { parameters: { stream: true, model: 'm', stream_options: {} } }), NO_PARTIALS);

    expect(parameters).toEqual({ model: 'm', stream_options: {} });
  });

  it('keeps what it is known by', () => {
    const workspaces = new Set(['w']);

    const prompt: Prompt = compilePrompt(version(CHAT, { workspaces, virtualKey: 'team' }), NO_PARTIALS);

    expect(prompt).toMatchObject({ id: '1', slug: 'greeting', versionId: 'v1', kind: 'chat', workspaces, virtualKey: 'team' });
  });

  it.each([
    [
      'is no JSON',
      '[{"role":"user","content":{{x}}}]',
      { x: 'bare' },
      /^Error in parsing prompt template: "greeting" with these variables is not JSON/,
    ],
    ['is no list', '{"role":"user"}', {}, /^Error in parsing prompt template: .* not a list of messages/],
    [
      'is too long',
      `["${'{{x}}'.repeat(20)}"]`,
      { x: 'x'.repeat(1024 * 1024) },
      /^Error in parsing prompt template: .* longer than 16777216/,
    ],
    [
      'repeats a list within itself',
      '{{#x}}{{#x}}{{#x}}-{{/x}}{{/x}}{{/x}}',
      { x: Array.from({ length: 200 }, () => 1) },
      /more than 1000000 steps/,
    ],
  ])('is refused when what it comes to %s', (_what, template, variables, message) => {
    expect(refused(() => rendered(template, variables))).toEqual({
      kind: 'invalid_request',
      message: expect.stringMatching(message),
      param: 'variables',
      code: 'invalid_prompt_template',
    });
  });

  it('is refused when it is made, if its template cannot be read', () => {
    const fault = {
      kind: 'invalid_request',
      message: 'Error in parsing prompt template: Unclosed section "x" at 6',
      param: 'string',
      code: 'invalid_prompt_template',
    };

    expect(refused(() => compilePrompt(version('{{#x}}'), NO_PARTIALS))).toEqual(fault);
    expect(refused(() => readChecked('{{#x}}'))).toEqual(fault);
  });
});

describe('partials', () => {
  it('are put in with the prompt’s variables, as text of the string that they stand in', () => {
    const texts = { tone: 'Be {{how}}.\nSay "so".', 'tone@5': 'five', 'tone@staging': 'staged' };

    const messages = rendered('[{"content":"<{{> tone}}> {{>tone@5}} {{> tone@staging }}"}]', { how: 'brief "and" \\kind' }, texts);

    expect(messages).toEqual([{ content: '<Be brief "and" \\kind.\nSay "so".> five staged' }]);
  });

  it('are named by a variable behind two signs', () => {
    const messages = rendered('["{{>> style}}, {{>>style}}"]', { style: 'formal@2', x: '"' }, { 'formal@2': 'Sir {{x}}' });

    expect(messages).toEqual(['Sir ", Sir "']);
  });

  it('of partials are left out', () => {
    expect(rendered('["{{> a}}"]', {}, { a: '1{{> b}}{{>> c}}2', b: 'b' })).toEqual(['12']);
  });

  it('are plain text in plain text, set in as far as their tag', () => {
    const text = rendered('Rules:\n  {{> rules}}\nEnd "{{> rules}}"', { n: '"1"' }, { rules: 'a {{n}}\nb\n' }, { kind: 'completion' });

    expect(text).toBe('Rules:\n  a "1"\n  b\nEnd "a "1"\nb\n"');
  });

  it('hold values that are never read as templates', () => {
    expect(rendered('["{{> a}}"]', { x: '{{y}}{{> a}}', y: 'secret' }, { a: '{{x}}' })).toEqual(['{{y}}{{> a}}']);
  });

  it('are looked up anew each time, so that what is published counts at once', () => {
    const directory = book({ a: 'old {{x}}' });
    const prompt = compilePrompt(version('["{{> a}}"]'), directory);
    const before = prompt.render({ x: 1 });

    directory.partials.set('a', { string: 'new {{x}}' });

    expect([before, prompt.render({ x: 2 })]).toEqual([['old 1'], ['new 2']]);
  });

  it('share the bounds of the prompt that they stand in', () => {
    const texts = { a: '{{#l}}{{#l}}-{{/l}}{{/l}}' };
    const l = Array.from({ length: 200 }, () => 1);

    expect(rendered('["{{> a}}"]', { l }, texts)).toEqual(['-'.repeat(40_000)]);
    expect(refused(() => rendered(`["${'{{> a}}'.repeat(100)}"]`, { l }, texts))).toMatchObject({ message: /more than 1000000 steps/ });
  });

  it.each([
    ['{{> a}}{{> b@3}}{{> a}}{{> c}}', { x: 1 }, /^Missing prompt partials: a, b@3\. /],
    ['{{>> x}}{{>> y}}{{>> z}}{{>> w}}', { x: 'nowhere', y: 1, w: 'c' }, /^Missing variable partials: x, y, z\. /],
    ['{{>> c}}', {}, /^Missing variable partials: c\. /],
    ['{{>> constructor}}{{>> __proto__}}', {}, /^Missing variable partials: constructor, __proto__\. /],
    ['{{#no}}{{> a}}{{/no}}', {}, /^Missing prompt partials: a\. /],
  ])('that are missing from %s are named', (template, variables, message) => {
    expect(refused(() => rendered(`["${template}"]`, variables, { c: 'c' }))).toEqual({
      kind: 'invalid_request',
      message: expect.stringMatching(message),
      param: 'variables',
      code: 'missing_partials',
    });
  });
});
