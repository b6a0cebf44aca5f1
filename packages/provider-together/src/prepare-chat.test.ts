import { describe, expect, it } from '@jest/globals';
import together from './index.ts';
import { ODD, oddCall } from '@sluice/provider-testkit/odd';
import { fateOf, sent, sentFor } from '@sluice/provider-testkit/recorded';

describe('a chat request to Together', () => {
  it('keeps its bytes when it says nothing in other words', () => {
    const text = '{ "model":"a/b", "logprobs": 3,"top_k":1,"safety_model":null,"new":[ ], "messages":[{"role":"user"} ] }';

    expect(sentFor(together, text)).toBe(text);
  });

  it.each([
    ['a/b', { logprobs: true }, { logprobs: 1 }],
    ['a/b', { logprobs: false, top_logprobs: 2 }, {}],
    ['a/b', { thinking: { type: 'disabled' } }, { reasoning: { enabled: false } }],
    ['a/b', { thinking: { type: 'enabled' }, reasoning: { enabled: false } }, { reasoning: { enabled: false } }],
    ['openai/gpt-oss-20b', { thinking: { type: 'enabled', budget_tokens: 9000 } }, { reasoning_effort: 'high' }],
    ['openai/gpt-oss-20b', { reasoning_effort: 'xhigh' }, { reasoning_effort: 'high' }],
  ])('asks %s for %j as %j', (model, given, expected) => {
    expect(sent(together, { model, ...given })).toEqual({ model, ...expected });
  });

  it('waits for the next window where only that is told', () => {
    const read = (headers: Record<string, string>, status = 429) =>
      together.readFault!({ status, headers, body: { error: 'slow down' } }).retryAfterMs;

    expect(read({ 'x-ratelimit-reset': '1.5' })).toBe(1500);
    expect(read({ 'x-ratelimit-reset': '1.5', 'retry-after': '3' })).toBe(3000);
    expect(read({ 'x-ratelimit-reset': 'soon' })).toBeUndefined();
    expect(read({ 'x-ratelimit-reset': '1.5' }, 500)).toBeUndefined();
  });

  it.each(together.differences.map((each) => [each.member, each] as const))('does with %s what it declares', (_, difference) => {
    expect(fateOf(together, difference)).toBe(difference.fate);
  });

  it('survives members of any shape', () => {
    for (const odd of ODD) expect(() => sent(together, oddCall(odd))).not.toThrow();
  });
});
