import { describe, expect, it } from '@jest/globals';
import perplexity from './index.ts';
import { ODD, oddCall } from '@sluice/provider-testkit/odd';
import { fateOf, sent, sentFor } from '@sluice/provider-testkit/recorded';

describe('a chat request to Perplexity', () => {
  it('keeps its bytes when nothing in it is refused', () => {
    const text = '{ "model":"sonar", "n": 1,"search_domain_filter":["a"],"web_search_options":{ }, "messages":[ ] }';

    expect(sentFor(perplexity, text)).toBe(text);
  });

  it.each([
    [{ tools: [], tool_choice: 'auto', stop: [] }, {}],
    [{ max_completion_tokens: 9 }, { max_tokens: 9 }],
    [{ thinking: { type: 'enabled', budget_tokens: 9000 } }, { reasoning_effort: 'high' }],
    [{ thinking: { type: 'disabled' } }, {}],
  ])('has %j as %j', (given, expected) => {
    expect(sent(perplexity, { model: 'm', ...given })).toEqual({ model: 'm', ...expected });
  });

  it.each(perplexity.differences.filter(({ operation }) => operation === undefined).map((each) => [each.member, each] as const))(
    'does with %s what it declares',
    (_, difference) => {
      expect(fateOf(perplexity, difference)).toBe(difference.fate);
    },
  );

  it('survives members of any shape', () => {
    for (const odd of ODD) {
      try {
        sent(perplexity, oddCall(odd));
      } catch (error) {
        expect(error).toMatchObject({ fault: { kind: 'invalid_request', param: expect.stringMatching(/^(stop|tools)$/) } });
      }
    }
  });
});
