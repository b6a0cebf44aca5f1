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

  it('passes on the provider’s own members, and no others', () => {
    const { body } = writeRequest({ messages: [], mood: 'calm', store: true }, target);

    expect(body).toEqual({ mood: 'calm', model: 'talk-1', talk: [], live: false });
  });
});
