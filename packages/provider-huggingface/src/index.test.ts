import { describe, expect, it } from '@jest/globals';
import adapter from './index.ts';
import { ODD, oddCall } from '@sluice/provider-testkit/odd';
import { fateOf, plain, sent } from '@sluice/provider-testkit/recorded';

const huggingface = plain(adapter);

const request = { method: 'POST', url: 'https://x', headers: {}, body: undefined };

describe('Hugging Face', () => {
  it('is the router, or an endpoint of one’s own', () => {
    expect(huggingface.baseURL({ apiKey: 'k' })).toBe('https://router.huggingface.co');
    expect(huggingface.baseURL({ apiKey: 'k', endpoint: 'https://mine.eu.endpoints.huggingface.cloud/' })).toBe(
      'https://mine.eu.endpoints.huggingface.cloud',
    );
  });

  it.each(['http://a.huggingface.cloud', 'https://10.0.0.1', 'https://evil.example', 'https://huggingface.co.evil.example', 'x'])(
    'is not %s',
    (endpoint) => {
      expect(() => huggingface.baseURL({ apiKey: 'k', endpoint })).toThrow(
        expect.objectContaining({ fault: expect.objectContaining({ param: 'huggingface-base-url' }) }),
      );
    },
  );

  it('is told who pays, by the caller first', async () => {
    const settings = { apiKey: 'k', organization: 'acme' };

    const plain = await huggingface.authorize(request, settings, {} as never);
    const said = await huggingface.authorize({ ...request, headers: { 'x-hf-bill-to': 'other' } }, settings, {} as never);

    expect(plain.headers).toEqual({ authorization: 'Bearer k', 'x-hf-bill-to': 'acme' });
    expect(said.headers).toEqual({ authorization: 'Bearer k', 'x-hf-bill-to': 'other' });
  });

  it.each(huggingface.differences.map((each) => [each.member, each] as const))('does with %s what it declares', (_, difference) => {
    expect(fateOf(huggingface, difference)).toBe(difference.fate);
  });

  it('survives members of any shape', () => {
    for (const odd of ODD) expect(() => sent(huggingface, oddCall(odd))).not.toThrow();
  });
});
