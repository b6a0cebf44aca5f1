import { describe, expect, it } from '@jest/globals';
import deepseek from './index.ts';
import { ODD, oddCall } from '@sluice/provider-testkit/odd';
import { fateOf, sent, sentFor } from '@sluice/provider-testkit/recorded';

const call = { id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } };

describe('a chat request to DeepSeek', () => {
  it('keeps its bytes when nothing in it is misunderstood', () => {
    const text = '{ "model":"deepseek-chat", "n": 1, "thinking":{"type":"enabled"}, "new":{}, "messages":[{"role":"user","content":"x"}] }';

    expect(sentFor(deepseek, text)).toBe(text);
  });

  it.each([
    ['deepseek-v4-flash', {}, { reasoning_content: '' }],
    ['deepseek-reasoner', {}, { reasoning_content: '' }],
    ['deepseek-v4-flash', { thinking: { type: 'disabled' } }, {}],
    ['deepseek-chat', {}, {}],
    ['deepseek-chat', { thinking: { type: 'enabled' } }, { reasoning_content: '' }],
  ])('sends %s with %j a call back with %j', (model, asked, added) => {
    const messages = [{ role: 'assistant', content: null, tool_calls: [call] }];

    expect(sent(deepseek, { model, ...asked, messages })).toMatchObject({ messages: [{ ...messages[0], ...added }] });
    expect(JSON.stringify(sent(deepseek, { model, ...asked, messages })).includes('reasoning_content')).toBe('reasoning_content' in added);
  });

  it('leaves the thinking that is there', () => {
    const messages = [{ role: 'assistant', content: null, reasoning_content: 'so', tool_calls: [call] }];

    expect(sent(deepseek, { model: 'deepseek-v4-pro', messages })).toEqual({ model: 'deepseek-v4-pro', messages });
  });

  it.each([
    [{ reasoning_effort: 'none' }, { thinking: { type: 'disabled' } }],
    [{ reasoning_effort: 'minimal' }, { reasoning_effort: 'low' }],
    [{ reasoning_effort: 'high' }, { reasoning_effort: 'high' }],
    [{ thinking: { type: 'enabled', budget_tokens: 32_000 } }, { thinking: { type: 'enabled' }, reasoning_effort: 'high' }],
    [{ thinking: { type: 'adaptive' } }, {}],
  ])('asks for thinking by %j as %j', (given, expected) => {
    expect(sent(deepseek, { model: 'm', ...given })).toEqual({ model: 'm', ...expected });
  });

  it('tells the model a schema that need not hold', () => {
    const result = sent(deepseek, {
      messages: [{ role: 'user', content: 'hi' }],
      response_format: { type: 'json_schema', json_schema: { name: 'a', schema: { type: 'object', title: 'T' } } },
    });

    expect(result).toMatchObject({
      response_format: { type: 'json_object' },
      messages: [{ role: 'system', content: expect.stringContaining('JSON Schema:\n{"type":"object","title":"T"}') }, { role: 'user' }],
    });
  });

  it.each(deepseek.differences.map((difference) => [difference.member, difference] as const))(
    'does with %s what it declares',
    (_, difference) => {
      expect(fateOf(deepseek, difference)).toBe(difference.fate);
    },
  );

  it('survives members of any shape', () => {
    for (const odd of ODD) expect(() => sent(deepseek, oddCall(odd))).not.toThrow();
  });
});
