import { describe, expect, it } from '@jest/globals';
import cerebras from './index.ts';
import { ODD, oddCall } from '@sluice/provider-testkit/odd';
import { fateOf, sent, sentFor } from '@sluice/provider-testkit/recorded';

describe('a chat request to Cerebras', () => {
  it('keeps its bytes when nothing in it is refused', () => {
    const text =
      '{ "model":"gpt-oss-120b", "clear_thinking":false,"reasoning_effort":"low","new":[ ],"tools":[{"type":"function"}], "messages":[{"role":"user"} ] }';

    expect(sentFor(cerebras, text)).toBe(text);
  });

  it.each([
    ['gpt-oss-120b', { thinking: { type: 'enabled', budget_tokens: 9000 } }, { reasoning_effort: 'high' }],
    ['gpt-oss-120b', { thinking: { type: 'disabled' } }, { reasoning_effort: 'low' }],
    ['zai-glm-4.7', { thinking: { type: 'disabled' } }, { reasoning_effort: 'none' }],
    ['zai-glm-4.7', { thinking: { type: 'enabled' } }, {}],
  ])('asks %s to think by %j as %j', (model, given, expected) => {
    expect(sent(cerebras, { model, ...given })).toEqual({ model, ...expected });
  });

  it('takes signatures off calls', () => {
    const call = { id: 'c', type: 'function', function: { name: 'f', arguments: '{}', thought_signature: 's' }, extra_content: {} };

    expect(sent(cerebras, { messages: [{ role: 'assistant', content: null, tool_calls: [call] }] })).toEqual({
      messages: [
        { role: 'assistant', content: null, tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }] },
      ],
    });
  });

  it.each(cerebras.differences.map((each) => [each.member, each] as const))('does with %s what it declares', (_, difference) => {
    expect(fateOf(cerebras, difference)).toBe(difference.fate);
  });

  it('survives members of any shape', () => {
    for (const odd of ODD) expect(() => sent(cerebras, oddCall(odd))).not.toThrow();
  });
});

describe('a failure of Cerebras', () => {
  const wait = (headers: Record<string, string>, status = 429) =>
    cerebras.readFault!({ status, headers, body: { message: 'm', type: 't', code: 'c' } }).retryAfterMs;

  it('is worth waiting for until the window that is used up ends', () => {
    const both = { 'x-ratelimit-reset-requests-day': '7000.5', 'x-ratelimit-reset-tokens-minute': '11.25' };

    expect(wait(both)).toBe(11_250);
    expect(wait({ ...both, 'x-ratelimit-remaining-requests-day': '0' })).toBe(7_000_500);
    expect(wait({ ...both, 'retry-after': '2' })).toBe(2000);
    expect(wait({ 'x-ratelimit-reset-tokens-minute': 'soon' })).toBeUndefined();
    expect(wait(both, 500)).toBeUndefined();
  });
});
