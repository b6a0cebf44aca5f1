import { describe, expect, it } from '@jest/globals';
import { callOf, whyNot, type Tried } from './trial.ts';

const draft = (members: object, preview: object = {}): Tried => ({
  kind: 'draft',
  members,
  preview: { object: 'prompt-preview', kind: 'chat', rendered: [{ role: 'user', content: 'Hello' }], problem: null, ...preview },
});

describe('a trial', () => {
  it('calls a saved version by its name', () => {
    const call = callOf({ kind: 'saved', slug: 'pp-a', version: 3, variables: { a: 1 } }, 'team');

    expect(call).toEqual({ path: '/v1/prompts/pp-a@3/completions', body: { variables: { a: 1 }, stream: true }, workspace: 'team' });
  });

  it('sends what is not saved as it would be filled in, with all that it is called with', () => {
    const call = callOf(
      draft({ parameters: { temperature: 1 }, model: 'm', virtual_key: 'key', tools: [{}], tool_choice: 'auto' }),
      'team',
    );

    expect(call).toEqual({
      path: '/v1/chat/completions',
      body: { temperature: 1, model: 'm', tools: [{}], tool_choice: 'auto', messages: [{ role: 'user', content: 'Hello' }], stream: true },
      headers: { 'x-portkey-virtual-key': 'key' },
      workspace: 'team',
    });
  });

  it('sends a text to completions', () => {
    expect(callOf(draft({}, { kind: 'completion', rendered: 'Hello' }), 'team')).toMatchObject({
      path: '/v1/completions',
      body: { prompt: 'Hello', stream: true },
    });
  });

  it('is not for what cannot be filled in, nor for secrets that are not there', () => {
    expect(whyNot(draft({}, { rendered: null, problem: 'Unclosed section' }))).toBe('Unclosed section');
    expect(whyNot(draft({}))).toBe('Name a model first');
    expect(whyNot(draft({ model: 'm', tools: [{ authorization: '••••abcd' }] }))).toContain('Save it first');
    expect(whyNot(draft({ model: 'm' }))).toBeUndefined();
  });
});
