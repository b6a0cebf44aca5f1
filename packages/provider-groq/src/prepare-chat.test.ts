import { describe, expect, it } from '@jest/globals';
import { JsonDocument } from '@sluice/provider-sdk';
import { prepareChat } from './prepare-chat.ts';

function prepared(body: object | string): unknown {
  const document = JsonDocument.parse(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));
  prepareChat(document.root);
  return JSON.parse(document.toBytes().toString());
}

const messages = [{ role: 'user', content: 'hi' }];

describe('a chat request to Groq', () => {
  it('keeps its bytes when nothing in it is known to be refused', () => {
    const text =
      '{ "model":"llama", "n": 1, "temperature":1e0,"tools":[{"type":"function"}], "messages":[{"role":"tool","name":"w","content":"x"}],"new":{} }';
    const document = JsonDocument.parse(Buffer.from(text));

    prepareChat(document.root);

    expect(document.toBytes().toString()).toBe(text);
  });

  it.each([
    ['several answers', { n: 3 }, {}],
    ['the default tier', { service_tier: 'default' }, { service_tier: 'on_demand' }],
    ['the priority tier', { service_tier: 'priority' }, { service_tier: 'performance' }],
    ['the scale tier', { service_tier: 'scale' }, {}],
    ['a tier of its own', { service_tier: 'flex' }, { service_tier: 'flex' }],
    ['no tools', { tools: [] }, {}],
    ['cache marks on tools', { tools: [{ type: 'function', cache_control: { type: 'ephemeral' } }] }, { tools: [{ type: 'function' }] }],
  ])('has %s in Groq’s way', (_what, given, expected) => {
    expect(prepared({ model: 'm', messages, ...given })).toEqual({ model: 'm', messages, ...expected });
  });

  it.each([
    ['openai/gpt-oss-20b', { reasoning_effort: 'minimal' }, { reasoning_effort: 'low' }],
    ['openai/gpt-oss-20b', { reasoning_effort: 'xhigh' }, { reasoning_effort: 'high' }],
    ['openai/gpt-oss-20b', { reasoning_effort: 'medium' }, { reasoning_effort: 'medium' }],
    ['openai/gpt-oss-20b', { reasoning_format: 'hidden' }, { include_reasoning: false }],
    ['openai/gpt-oss-20b', { reasoning_format: 'parsed', include_reasoning: true }, { include_reasoning: true }],
    ['qwen/qwen3.8-27b', { reasoning_format: 'parsed', include_reasoning: true }, { reasoning_format: 'parsed' }],
    ['qwen/qwen3.8-27b', { reasoning_effort: 'none' }, { reasoning_effort: 'none' }],
    ['openai/gpt-oss-20b', { thinking: { type: 'enabled', budget_tokens: 1024 } }, { reasoning_effort: 'low' }],
    ['openai/gpt-oss-20b', { thinking: { type: 'enabled', budget_tokens: 8000 } }, { reasoning_effort: 'medium' }],
    ['openai/gpt-oss-20b', { thinking: { type: 'enabled', budget_tokens: 32_000 } }, { reasoning_effort: 'high' }],
    ['openai/gpt-oss-20b', { thinking: { type: 'enabled' }, reasoning_effort: 'low' }, { reasoning_effort: 'low' }],
    ['qwen/qwen3.8-27b', { thinking: { type: 'disabled' } }, { reasoning_effort: 'none' }],
    ['llama', { thinking: { type: 'enabled' } }, {}],
  ])('asks %s to think as %j', (model, given, expected) => {
    expect(prepared({ model, messages, ...given })).toEqual({ model, messages, ...expected });
  });

  it('sends back an assistant’s thinking under Groq’s name, its own where both are there', () => {
    const history = [
      { role: 'assistant', content: 'a', reasoning_content: 'x', thinking: 1, audio: null },
      { role: 'assistant', content: 'b', reasoning_content: 'x', reasoning: 'y' },
    ];

    expect(prepared({ model: 'm', messages: history })).toEqual({
      model: 'm',
      messages: [
        { role: 'assistant', content: 'a', reasoning: 'x' },
        { role: 'assistant', content: 'b', reasoning: 'y' },
      ],
    });
  });

  it('sends calls back without what only their stream, or another provider, has to do with', () => {
    const call = { id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } };

    expect(
      prepared({ model: 'm', messages: [{ role: 'assistant', prefix: false, tool_calls: [{ ...call, index: 0, extra_content: {} }] }] }),
    ).toEqual({
      model: 'm',
      messages: [{ role: 'assistant', tool_calls: [call] }],
    });
  });

  it('survives messages and tools of any shape', () => {
    for (const odd of [null, 7, 'x', [], [null, 1, []], [{ role: 1, content: [1, null, {}] }], { a: 1 }]) {
      expect(() => prepared({ messages: odd, tools: odd, n: odd, service_tier: odd, thinking: odd, reasoning_effort: odd })).not.toThrow();
    }
  });
});
