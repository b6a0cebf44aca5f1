import { describe, expect, it } from '@jest/globals';
import { writeRequest } from './write-request.ts';

const target = { model: 'talk-1', settings: {} };

describe('a request', () => {
  it('has the rules apart and the conversation in its order', () => {
    const draft = writeRequest(
      {
        model: 'talk-1',
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'Hello' },
          { role: 'assistant', content: 'Yes?' },
          { role: 'user', content: [{ type: 'text', text: 'Paris?' }] },
        ],
        max_tokens: 9,
        stop: 'END',
      },
      target,
    );

    expect(draft).toEqual({
      path: '/talk',
      body: {
        model: 'talk-1',
        rules: 'Be brief.',
        talk: [
          { who: 'person', words: 'Hello' },
          { who: 'model', words: 'Yes?' },
          { who: 'person', words: 'Paris?' },
        ],
        live: false,
        longest: 9,
        until: ['END'],
      },
    });
  });

  it('leaves out who says nothing, and has nobody speak twice in a row', () => {
    const { body } = writeRequest(
      {
        messages: [
          { role: 'user', content: 'Look' },
          { role: 'user', content: '' },
          { role: 'user', content: 'twice' },
          { role: 'assistant', content: null, tool_calls: [{ id: 'a', type: 'function', function: { name: 'look', arguments: '{}' } }] },
          { role: 'assistant', tool_calls: [{ id: 'b', type: 'function', function: { name: 'look', arguments: '{}' } }] },
          { role: 'tool', tool_call_id: 'a', content: '' },
          { role: 'tool', tool_call_id: 'b', content: 'Dark' },
          { role: 'system', content: 'Be brief.' },
          { role: 'assistant', content: [] },
        ],
      },
      target,
    );

    const asked = (ref: string) => ({ ref, tool: 'look', with: {} });
    expect(body).toMatchObject({
      talk: [
        { who: 'person', words: 'Look\ntwice' },
        { who: 'model', words: '', asks: [asked('a'), asked('b')] },
        { who: 'tool', ref: 'a', words: '' },
        { who: 'tool', ref: 'b', words: 'Dark' },
        { who: 'rules', words: 'Be brief.' },
      ],
    });
  });

  it('passes on the provider’s own members, and no others', () => {
    const { body } = writeRequest({ messages: [], mood: 'calm', store: true }, target);

    expect(body).toEqual({ mood: 'calm', model: 'talk-1', talk: [], live: false });
  });
});
