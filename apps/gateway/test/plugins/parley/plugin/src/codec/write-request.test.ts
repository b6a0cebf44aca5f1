import { describe, expect, it } from '@jest/globals';
import { writeRequest } from './write-request.ts';

const target = { model: 'orator-2', settings: {} };
const words = (text: string) => ({ kind: 'words', words: text });

describe('a request', () => {
  it('has one guide in front, and nobody who speaks twice in a row', () => {
    const { path, body } = writeRequest(
      {
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'Hello' },
          { role: 'system', content: 'Be kind.' },
          { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] },
          {
            role: 'assistant',
            content: null,
            tool_calls: [
              { id: 'a', type: 'function', function: { name: 'look', arguments: '{"at":1}' } },
              { id: 'b', type: 'function', function: { name: 'look', arguments: '' } },
            ],
          },
          { role: 'tool', tool_call_id: 'a', content: 'one' },
          {
            role: 'tool',
            tool_call_id: 'b',
            content: [
              { type: 'text', text: 'two' },
              { type: 'text', text: 'three' },
            ],
          },
        ],
        max_completion_tokens: 9,
        temperature: 2,
        stop: 'END',
        stream: true,
        store: true,
      },
      target,
    );

    expect(path).toBe('/parley/v2/turns');
    expect(body).toEqual({
      engine: 'orator-2',
      flow: true,
      script: [
        { by: 'guide', says: [words('Be brief.'), words('Be kind.')] },
        { by: 'person', says: [words('Hello'), { kind: 'sight', mime: 'image/png', base64: 'AAAA' }] },
        {
          by: 'machine',
          says: [
            { kind: 'use', ref: 'a', instrument: 'look', with: { at: 1 } },
            { kind: 'use', ref: 'b', instrument: 'look', with: {} },
          ],
        },
        { by: 'instrument', ref: 'a', says: [words('one')] },
        { by: 'instrument', ref: 'b', says: [words('two\nthree')] },
      ],
      limits: { out: 9, heat: 1, halts: ['END'] },
    });
  });

  it.each([
    ['auto', undefined],
    ['none', 'none'],
    ['required', 'any'],
    [{ type: 'function', function: { name: 'look' } }, 'look'],
  ])('tells the tool choice %j as %j', (toolChoice, mustUse) => {
    const { body } = writeRequest(
      { messages: [{ role: 'user', content: 'hi' }], tools: [{ type: 'function', function: { name: 'look' } }], tool_choice: toolChoice },
      target,
    );

    expect(body).toMatchObject({ instruments: [{ title: 'look', takes: { type: 'object', properties: {} } }] });
    expect((body as Record<string, unknown>)['must_use']).toBe(mustUse);
  });
});
