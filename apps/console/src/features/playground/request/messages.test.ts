import { describe, expect, it } from '@jest/globals';
import { readMessages } from './read-messages.ts';
import { wireMessage } from './wire-messages.ts';

const again = (messages: readonly unknown[]) => readMessages(messages).map(wireMessage);

describe('messages', () => {
  it.each([
    [{ role: 'user', content: 'Hi' }],
    [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is it?' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
        ],
      },
    ],
    [{ role: 'user', content: [{ type: 'text', text: 'kept', cache_control: { type: 'ephemeral' } }] }],
    [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://x.test/a.png', detail: 'low' } }], name: 'ona' }],
    [
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'c1', type: 'function', function: { name: 'f', arguments: '{}', thought_signature: 's' } }],
      },
    ],
    [{ role: 'tool', content: '12 °C', tool_call_id: 'c1' }],
    [{ role: 'assistant', content: 'so', reasoning_content: 'because' }],
  ])('are sent as they were read: %j', (message) => {
    expect(again([message])).toEqual([message]);
  });

  it('of an unknown role are of the user, and what is no message is left out', () => {
    expect(again([{ role: 'narrator', content: 'x' }, 'text', null])).toEqual([{ role: 'user', content: 'x' }]);
  });
});
