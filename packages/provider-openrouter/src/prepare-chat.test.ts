import { describe, expect, it } from '@jest/globals';
import adapter from './index.ts';
import { ODD, oddCall } from '@sluice/provider-testkit/odd';
import { fateOf, plain, sent, sentFor } from '@sluice/provider-testkit/recorded';

const openrouter = plain(adapter);

describe('a chat request to OpenRouter', () => {
  it('keeps its bytes when it says nothing in another’s words', () => {
    const text =
      '{ "model":"a/b:free", "reasoning":{"effort":"high"}, "cache_control":1,"new":[ ], "messages":[{"role":"assistant","reasoning_details":[ ]}] }';

    expect(sentFor(openrouter, text)).toBe(text);
  });

  it.each([
    [{ thinking: { type: 'enabled', budget_tokens: 9000 } }, { reasoning: { max_tokens: 9000 } }],
    [{ thinking: { type: 'enabled' } }, { reasoning: { enabled: true } }],
    [{ thinking: { type: 'disabled' } }, { reasoning: { enabled: false } }],
    [{ thinking: { type: 'enabled' }, reasoning_effort: 'low' }, { reasoning_effort: 'low' }],
    [{ thinking: { type: 'adaptive' } }, {}],
  ])('asks for thinking by %j as %j', (given, expected) => {
    expect(sent(openrouter, { model: 'm', ...given })).toEqual({ model: 'm', ...expected });
  });

  it('sends signed thinking back as OpenRouter gives it out', () => {
    const blocks = [
      { type: 'thinking', thinking: 't', signature: 's' },
      { type: 'redacted_thinking', data: 'd' },
      { type: 'text', text: 'x' },
      null,
    ];

    const result = sent(openrouter, { messages: [{ role: 'assistant', content: 'x', content_blocks: blocks }] });

    expect(result).toEqual({
      messages: [
        {
          role: 'assistant',
          content: 'x',
          reasoning_details: [
            { type: 'reasoning.text', text: 't', signature: 's', format: 'anthropic-claude-v1', index: 0 },
            { type: 'reasoning.encrypted', data: 'd', format: 'anthropic-claude-v1', index: 1 },
          ],
        },
      ],
    });
  });

  it('says who sends it, and lets the caller say otherwise', async () => {
    const request = { method: 'POST', url: 'https://x', headers: {}, body: undefined };
    const tools = {} as never;

    const plain = await openrouter.authorize(request, { apiKey: 'k' }, tools);
    const named = await openrouter.authorize({ ...request, headers: { 'x-title': 'Mine' } }, { apiKey: 'k', siteURL: 'https://s' }, tools);

    expect(plain.headers).toEqual({ authorization: 'Bearer k', 'x-title': 'Sluice' });
    expect(named.headers).toEqual({ authorization: 'Bearer k', 'x-title': 'Mine', 'http-referer': 'https://s' });
  });

  it.each(openrouter.differences.map((each) => [each.member, each] as const))('does with %s what it declares', (_, difference) => {
    expect(fateOf(openrouter, difference)).toBe(difference.fate);
  });

  it('survives members of any shape', () => {
    for (const odd of ODD) expect(() => sent(openrouter, oddCall(odd))).not.toThrow();
  });
});
