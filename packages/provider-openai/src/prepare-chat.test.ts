import { describe, expect, it } from '@jest/globals';
import { ODD, oddCall } from '@sluice/provider-testkit/odd';
import { fateOf, sent, sentFor } from '@sluice/provider-testkit/recorded';
import openai from './index.ts';

describe('a chat request to OpenAI', () => {
  it('keeps its bytes where nothing in it is for others', () => {
    const text = '{ "model":"gpt-5", "max_completion_tokens":1e3, "future_member":[ ], "messages":[{"role":"developer"}] }';

    expect(sentFor(openai, text)).toBe(text);
  });

  it('asks for thinking in OpenAI’s word, and keeps an effort that is there', () => {
    const thinking = { type: 'enabled', budget_tokens: 4000 };

    expect(sent(openai, { thinking })).toEqual({ reasoning_effort: 'medium' });
    expect(sent(openai, { thinking, reasoning_effort: 'low' })).toEqual({ reasoning_effort: 'low' });
    expect(sent(openai, { thinking: { type: 'disabled' } })).toEqual({});
  });

  it.each(openai.differences.map((each) => [each.member, each] as const))('does with %s what it declares', (_, difference) => {
    expect(fateOf(openai, difference)).toBe(difference.fate);
  });

  it('survives members of any shape', () => {
    for (const odd of ODD) expect(() => sent(openai, oddCall(odd))).not.toThrow();
  });
});
