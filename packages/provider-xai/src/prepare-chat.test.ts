import { describe, expect, it } from '@jest/globals';
import xai from './index.ts';
import { ODD, oddCall } from '@sluice/provider-testkit/odd';
import { fateOf, sent, sentFor } from '@sluice/provider-testkit/recorded';

describe('a chat request to xAI', () => {
  it('keeps its bytes when nothing in it is refused', () => {
    const text = '{ "model":"grok-3", "presence_penalty":1e0, "stop":["a"],"reasoning_effort":"low","new":[ ], "messages":[] }';

    expect(sentFor(xai, text)).toBe(text);
  });

  it.each([
    ['grok-4.3', { thinking: { type: 'enabled', budget_tokens: 9000 } }, { reasoning_effort: 'high' }],
    ['grok-4.3', { thinking: { type: 'disabled' } }, { reasoning_effort: 'none' }],
    ['grok-4.20-beta-reasoning', { reasoning_effort: 'low' }, {}],
    ['grok-4-fast-non-reasoning', { frequency_penalty: 1, stop: 'x' }, { frequency_penalty: 1, stop: 'x' }],
    ['grok-4.3', { presence_penalty: 1, stop: [] }, {}],
  ])('asks %s for %j as %j', (model, given, expected) => {
    expect(sent(xai, { model, ...given })).toEqual({ model, ...expected });
  });

  it.each(xai.differences.map((difference) => [difference.member, difference] as const))(
    'does with %s what it declares',
    (_, difference) => {
      expect(fateOf(xai, difference)).toBe(difference.fate);
    },
  );

  it('survives members of any shape', () => {
    for (const odd of ODD) expect(() => sent(xai, oddCall(odd))).not.toThrow();
  });
});
