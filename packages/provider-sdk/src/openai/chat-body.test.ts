import { describe, expect, it } from '@jest/globals';
import { JsonDocument } from '../json/index.ts';
import * as change from './chat-body.ts';

function changed(body: object, how: (body: JsonDocument['root']) => void): unknown {
  const document = JsonDocument.parse(Buffer.from(JSON.stringify(body)));
  how(document.root);
  return JSON.parse(document.toBytes().toString());
}

describe('what many providers need changed in a chat request', () => {
  it('applies all changes to messages in one walk', () => {
    const messages = [
      { role: 'developer', content: [{ type: 'text', text: 'a', cache_control: { type: 'ephemeral' } }] },
      { role: 'assistant', content: 'b', reasoning_content: 'r' },
      null,
    ];

    const result = changed({ messages }, (body) =>
      change.changeMessages(body, change.developerAsSystem, change.withoutCacheMarks, change.reasoningAs('reasoning')),
    );

    expect(result).toEqual({
      messages: [{ role: 'system', content: [{ type: 'text', text: 'a' }] }, { role: 'assistant', content: 'b', reasoning: 'r' }, null],
    });
  });

  it.each([
    [{ max_completion_tokens: 5 }, { max_tokens: 5 }],
    [{ max_completion_tokens: 5, max_tokens: 9 }, { max_tokens: 5 }],
    [{ max_completion_tokens: null, max_tokens: 9 }, { max_tokens: 9 }],
    [{ max_tokens: 9 }, { max_tokens: 9 }],
  ])('%j bounds the answer as %j', (given, expected) => {
    expect(changed(given, change.asMaxTokens)).toEqual(expected);
  });

  it.each([
    [{ thinking: { type: 'enabled', budget_tokens: 1000 } }, { reasoning_effort: 'low' }],
    [{ thinking: { type: 'enabled' }, reasoning_effort: 'high' }, { reasoning_effort: 'high' }],
    [{ thinking: { type: 'disabled' } }, { reasoning_effort: 'none' }],
    [{ thinking: { type: 'adaptive' } }, {}],
    [{ thinking: 7 }, { thinking: 7 }],
  ])('%j asks for thinking as %j', (given, expected) => {
    expect(changed(given, (body) => change.thinkingAsEffort(body, 'none'))).toEqual(expected);
  });

  it('refuses several answers by name, and nothing else about them', () => {
    expect(() => changed({ n: 2 }, change.oneAnswerOnly)).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ param: 'n' }) }),
    );
    for (const n of [1, null, 'x']) expect(changed({ n }, change.oneAnswerOnly)).toEqual({ n });
  });
});
