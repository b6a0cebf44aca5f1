import { describe, expect, it } from '@jest/globals';
import { answeredIn, askedIn } from './conversation.ts';
import { isShownImage } from './image-shown.ts';

describe('a conversation', () => {
  it('is read out of a chat, with tools, pictures and thought', () => {
    const turns = askedIn({
      messages: [
        { role: 'system', content: 'Be brief' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is it?' },
            { type: 'image_url', image_url: { url: 'https://x/y.png' } },
          ],
        },
        { role: 'assistant', content: null, reasoning_content: 'hm', tool_calls: [{ function: { name: 'look', arguments: '{"a":1}' } }] },
        { role: 'tool', content: 'a cat' },
      ],
    });

    expect(turns).toEqual([
      { who: 'system', parts: [{ kind: 'text', text: 'Be brief' }] },
      {
        who: 'user',
        parts: [
          { kind: 'text', text: 'What is it?' },
          { kind: 'image', source: 'https://x/y.png' },
        ],
      },
      {
        who: 'assistant',
        parts: [
          { kind: 'thought', text: 'hm' },
          { kind: 'call', name: 'look', text: '{"a":1}' },
        ],
      },
      { who: 'tool', parts: [{ kind: 'result', text: 'a cat' }] },
    ]);
  });

  it('is read out of messages, and out of responses', () => {
    expect(
      askedIn({
        system: [{ type: 'text', text: 'S' }],
        messages: [{ role: 'user', content: [{ type: 'tool_result', content: [{ type: 'text', text: '21°' }] }] }],
      }),
    ).toEqual([
      { who: 'system', parts: [{ kind: 'text', text: 'S' }] },
      { who: 'user', parts: [{ kind: 'result', text: '21°' }] },
    ]);
    expect(answeredIn({ type: 'message', content: [{ type: 'tool_use', name: 'look', input: { a: 1 } }] })?.[0]?.parts[0]).toMatchObject({
      kind: 'call',
      name: 'look',
    });
    expect(askedIn({ instructions: 'I', input: 'Hello' })?.map(({ who }) => who)).toEqual(['instructions', 'input']);
    expect(
      answeredIn({
        output: [
          { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Hi' }] },
          { type: 'function_call', name: 'f', arguments: '{}' },
        ],
      }),
    ).toEqual([
      { who: 'assistant', parts: [{ kind: 'text', text: 'Hi' }] },
      { who: 'assistant', parts: [{ kind: 'call', name: 'f', text: '{}' }] },
    ]);
  });

  it('is read out of answers, errors among them', () => {
    expect(answeredIn({ choices: [{ message: { role: 'assistant', content: 'Hi' } }] })).toEqual([
      { who: 'assistant', parts: [{ kind: 'text', text: 'Hi' }] },
    ]);
    expect(answeredIn({ error: { message: 'no' } })).toEqual([{ who: 'error', parts: [{ kind: 'text', text: 'no' }] }]);
  });

  it('is none where there is nothing of the kind, whatever it is', () => {
    for (const body of [
      null,
      'text',
      3,
      [],
      {},
      { messages: 'x' },
      { messages: [null, 1, 'x', {}] },
      { choices: [null, {}] },
      { output: 'x', data: [1] },
    ]) {
      expect(askedIn(body)).toBeUndefined();
      expect(answeredIn(body)).toBeUndefined();
    }
  });
});

describe('pictures', () => {
  it('are shown where they came along and hold nothing but a picture', () => {
    expect(isShownImage('data:image/png;base64,iVBORw0KGgo=')).toBe(true);
    for (const source of [
      'https://x/y.png',
      'javascript:alert(1)',
      'data:image/svg+xml;base64,PHN2Zz4=',
      'data:text/html;base64,AAAA',
      'data:image/png,<svg>',
      ' data:image/png;base64,AAAA',
    ])
      expect([source, isShownImage(source)]).toEqual([source, false]);
  });
});
