import { describe, expect, it } from '@jest/globals';
import fireworks from './index.ts';
import { ODD, oddCall } from '@sluice/provider-testkit/odd';
import { fateOf, sent, sentFor } from '@sluice/provider-testkit/recorded';

describe('a chat request to Fireworks', () => {
  it('keeps its bytes when it asks for thinking in one way', () => {
    const text = '{ "model":"a", "thinking":{"type":"enabled","budget_tokens":5e3},"top_k":1,"new":[ ], "messages":[ ] }';

    expect(sentFor(fireworks, text)).toBe(text);
  });

  it.each(fireworks.differences.filter(({ operation }) => operation === undefined).map((each) => [each.member, each] as const))(
    'does with %s what it declares',
    (_, difference) => {
      expect(fateOf(fireworks, difference)).toBe(difference.fate);
    },
  );

  it('leaves adaptive thinking to the model', () => {
    expect(sent(fireworks, { model: 'm', thinking: { type: 'adaptive' } })).toEqual({ model: 'm' });
  });

  it('survives members of any shape', () => {
    for (const odd of ODD) expect(() => sent(fireworks, oddCall(odd))).not.toThrow();
  });
});
