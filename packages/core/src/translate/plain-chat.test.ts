import { describe, expect, it } from '@jest/globals';
import { plainChat } from './plain-chat.ts';

const call = {
  model: 'm',
  top_k: 5,
  max_completion_tokens: 9,
  cache_control: { type: 'ephemeral' },
  context_management: { edits: [] },
  messages: [
    { role: 'user', content: [{ type: 'text', text: 'a', cache_control: { type: 'ephemeral' }, document: { title: 't' } }] },
    {
      role: 'assistant',
      reasoning_content: 'hm',
      content_blocks: [{ type: 'thinking', thinking: 'hm', signature: 's' }],
      tool_calls: [
        {
          id: 'c',
          type: 'function',
          function: { name: 'f', arguments: '{}', thought_signature: 'g' },
          extra_content: { google: { thought_signature: 'g' } },
        },
      ],
    },
    {
      role: 'tool',
      tool_call_id: 'c',
      is_error: true,
      content: [
        { type: 'text', text: 'seen' },
        { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } },
      ],
    },
    { role: 'tool', tool_call_id: 'd', content: 'words' },
    { role: 'user', content: 'go on' },
  ],
  tools: [{ type: 'function', function: { name: 'f' }, cache_control: { type: 'ephemeral' } }],
};

describe('a chat call from another door', () => {
  it('has nothing of ours for a provider that takes none of it, and pictures of tools behind their answers', () => {
    const before = structuredClone(call);

    expect(plainChat(call, [])).toEqual({
      model: 'm',
      max_tokens: 9,
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'a' }] },
        { role: 'assistant', tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }] },
        { role: 'tool', tool_call_id: 'c', content: [{ type: 'text', text: 'seen' }] },
        { role: 'tool', tool_call_id: 'd', content: 'words' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'The answer of c:' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } },
          ],
        },
        { role: 'user', content: 'go on' },
      ],
      tools: [{ type: 'function', function: { name: 'f' } }],
    });
    expect(call).toEqual(before);
  });

  it('keeps all that a provider takes', () => {
    const all = [
      'cache_control',
      'content_blocks',
      'is_error',
      'max_completion_tokens',
      'reasoning_content',
      'thought_signature',
      'tool_pictures',
      'top_k',
    ] as const;
    const { context_management: _edits, ...rest } = call;
    const { document: _document, ...part } = (call.messages[0]!.content as readonly object[])[0] as { document: object };

    expect(plainChat(call, all)).toEqual({ ...rest, messages: [{ role: 'user', content: [part] }, ...call.messages.slice(1)] });
  });

  it('refuses a tool that only another provider runs, by its place', () => {
    expect(() => plainChat({ tools: [{ type: 'web_search_20250305' }] }, [])).toThrow(/^tools\[0\]/);
  });
});
