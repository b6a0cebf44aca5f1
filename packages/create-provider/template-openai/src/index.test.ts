import { describe, expect, it } from '@jest/globals';
import { createClient } from '@sluice/provider-sdk/client';
import { describeProvider } from '@sluice/provider-testkit/jest';
import { fateOf } from '@sluice/provider-testkit/recorded';
import { differences } from './differences.ts';
import provider from './index.ts';

describeProvider(provider, { replies: new URL('../replies', import.meta.url) });

describe('a difference', () => {
  for (const difference of differences.filter(({ operation = 'chat' }) => operation === 'chat')) {
    it(`is told as it is: ${difference.member} is ${difference.fate}`, () => {
      expect(fateOf(provider, difference)).toBe(difference.fate);
    });
  }
});

describe('a chat call', () => {
  it('goes out without what the provider refuses, and with all else', async () => {
    const sent: unknown[] = [];
    const client = createClient(
      provider,
      { apiKey: 'key' },
      {
        fetch: async (input, init) => {
          sent.push(await new Request(input, init).json());
          return Response.json({ choices: [{ index: 0, message: { role: 'assistant', content: 'hi' }, finish_reason: 'stop' }] });
        },
      },
    );

    await client.chat({ model: 'small-1', messages: [{ role: 'user', content: 'hi' }], logit_bias: { 50256: -100 }, brand_new: 1 });

    expect(sent).toEqual([{ model: 'small-1', messages: [{ role: 'user', content: 'hi' }], brand_new: 1 }]);
  });
});
