import { describe, expect, it } from '@jest/globals';
import { draftOf, emptyDraft, type Written } from './open-draft.ts';
import { isSame, readDraft } from './read-draft.ts';

const VERSION: Written = {
  prompt_template: JSON.stringify([
    { role: 'system', content: 'Be {{tone}}.\n"Quoted"' },
    { role: 'user', content: [{ type: 'text', text: '{{question}}' }] },
    { role: 'assistant', content: null, tool_calls: [{ id: 'c' }] },
  ]),
  ai_model_type: 'chat',
  parameters: {
    temperature: 0.5,
    seed: 7,
    stop: ['END'],
    response_format: { type: 'json_schema', json_schema: { name: 'reply', schema: { type: 'object' } } },
  },
  model: 'm-1',
  virtual_key: 'team',
  tools: [{ type: 'function', function: { name: 'look' } }],
  tool_choice: { type: 'function', function: { name: 'look' } },
  functions: null,
  template_metadata: { ai_model_type: 'chat', colour: 'blue' },
};

describe('a draft of a version', () => {
  it('comes to the version that it was made of', () => {
    const { members, problems } = readDraft(draftOf(VERSION));

    expect(problems).toEqual({});
    expect(members).toEqual({
      string: VERSION.prompt_template,
      parameters: VERSION.parameters,
      model: 'm-1',
      virtual_key: 'team',
      tools: VERSION.tools,
      tool_choice: VERSION.tool_choice,
      functions: null,
      template_metadata: VERSION.template_metadata,
      is_raw_template: 0,
    });
  });

  it('has fields for what everybody sets, and keeps the rest as JSON', () => {
    const draft = draftOf(VERSION);

    expect(draft).toMatchObject({ kind: 'chat', numbers: { temperature: 0.5, seed: 7 }, answer: 'json_schema' });
    expect(JSON.parse(draft.more)).toEqual({ stop: ['END'] });
    expect(draft.messages.map(({ role, inParts }) => [role, inParts])).toEqual([
      ['system', false],
      ['user', true],
      ['assistant', true],
    ]);
  });

  it('keeps a template that is no list before it is filled in as it is', () => {
    const template = '[{{#history}}{"role":"user","content":"{{.}}"},{{/history}}{"role":"user","content":"?"}]';

    const draft = draftOf({ ...VERSION, prompt_template: template });

    expect(draft.kind).toBe('raw');
    expect(readDraft(draft).members).toMatchObject({ string: template, is_raw_template: 1 });
  });

  it('does not say the model twice', () => {
    const { members } = readDraft(draftOf({ ...VERSION, parameters: { model: 'm-1' }, model: 'm-1' }));

    expect(members).toMatchObject({ model: 'm-1', parameters: {} });
  });

  it('keeps response formats that have no field', () => {
    const parameters = { response_format: { type: 'grammar', grammar: 'g' } };

    expect(readDraft(draftOf({ ...VERSION, parameters })).members?.parameters).toEqual(parameters);
  });
});

describe('what is wrong with a draft', () => {
  it('is said at each field, and nothing is saved of it', () => {
    const draft = { ...draftOf(VERSION), tools: '{}', more: '[', schema: '', toolChoice: '{' };

    const { members, problems } = readDraft(draft);

    expect(members).toBeUndefined();
    expect(Object.keys(problems).toSorted()).toEqual(['more', 'schema', 'toolChoice', 'tools']);
  });

  it('is that there is nothing to say', () => {
    expect(readDraft(emptyDraft('completion')).problems).toHaveProperty('text');
  });
});

describe('whether something has changed', () => {
  it('is not said of the same text in other clothes', () => {
    const spaced = draftOf({ ...VERSION, prompt_template: JSON.stringify(JSON.parse(VERSION.prompt_template), null, 2) });

    expect(isSame(spaced, draftOf(VERSION))).toBe(true);
  });

  it('is said of a word, a number, and what cannot be read', () => {
    const draft = draftOf(VERSION);

    expect(isSame(draft, { ...draft, model: 'm-2' })).toBe(false);
    expect(isSame(draft, { ...draft, numbers: {} })).toBe(false);
    expect(isSame(draft, { ...draft, more: '{' })).toBe(false);
  });
});
