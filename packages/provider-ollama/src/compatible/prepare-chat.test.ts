import { describe, expect, it } from '@jest/globals';
import { isFaultError, JsonDocument } from '@sluice/provider-sdk';
import fc from 'fast-check';
import { prepareChat } from './prepare-chat.ts';

function prepared(body: object | string): unknown {
  const document = JsonDocument.parse(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));
  prepareChat(document.root);
  return JSON.parse(document.toBytes().toString());
}

const messages = [{ role: 'user', content: 'hi' }];
const tools = ['a', 'b'].map((name) => ({ type: 'function', function: { name } }));

describe('a chat request to Ollama in OpenAI’s dialect', () => {
  it('keeps its bytes where Ollama knows every word', () => {
    const text =
      '{ "model":"qwen3:4b","temperature":1e0, "keep_alive":"5m","messages":[{"role":"user","content":"x"}],"reasoning_effort":"high" }';
    const document = JsonDocument.parse(Buffer.from(text));

    prepareChat(document.root);

    expect(document.toBytes().toString()).toBe(text);
  });

  it.each([
    ['the limit', { max_completion_tokens: 9 }, { max_tokens: 9 }],
    ['no tool', { tools, tool_choice: 'none' }, {}],
    ['one tool', { tools, tool_choice: { type: 'function', function: { name: 'b' } } }, { tools: [tools[1]] }],
    ['any tool', { tools, tool_choice: 'required' }, { tools }],
    ['a great effort', { reasoning_effort: 'max' }, { reasoning_effort: 'high' }],
    ['the usual effort', { reasoning_effort: 'default' }, {}],
    ['no thinking', { thinking: { type: 'disabled' } }, { reasoning_effort: 'none' }],
    ['a budget', { thinking: { type: 'enabled', budget_tokens: 30_000 } }, { reasoning_effort: 'high' }],
    ['both', { thinking: { type: 'enabled' }, reasoning_effort: 'low' }, { reasoning_effort: 'low' }],
  ])('has %s in Ollama’s words', (_what, given, expected) => {
    expect(prepared({ messages, ...given })).toEqual({ messages, ...expected });
  });

  it('has messages in Ollama’s words', () => {
    expect(
      prepared({
        messages: [
          { role: 'developer', content: 'a' },
          { role: 'assistant', content: 'b', reasoning_content: 'hm' },
        ],
      }),
    ).toEqual({
      messages: [
        { role: 'system', content: 'a' },
        { role: 'assistant', content: 'b', reasoning: 'hm' },
      ],
    });
  });

  it('survives members of any shape', () => {
    const names = ['messages', 'tools', 'tool_choice', 'reasoning_effort', 'thinking', 'max_completion_tokens'] as const;
    fc.assert(
      fc.property(fc.record(Object.fromEntries(names.map((name) => [name, fc.jsonValue()])), { requiredKeys: [] }), (body) => {
        try {
          expect(prepared(body)).toBeDefined();
        } catch (error) {
          expect(isFaultError(error) ? '' : error).toBe('');
        }
      }),
    );
  });
});
