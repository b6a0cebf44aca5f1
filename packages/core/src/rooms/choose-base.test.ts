import { describe, expect, it } from '@jest/globals';
import { optional, secret, text, type ProviderAdapter } from '@sluice/provider-sdk';
import type { House, HostVerdict, VirtualKey } from '../house.ts';
import { chooseBase, type BaseQuestion } from './choose-base.ts';

const provider = {
  fields: { apiKey: secret('Key'), resource: optional(text('Resource', { header: 'acme-resource', host: true })) },
  baseURL: ({ resource = 'api' }: { readonly resource?: string }) => `https://${resource}.acme.example`,
} as unknown as ProviderAdapter;

const judgeHost = (base: string): HostVerdict =>
  base.includes('private') ? { ok: false, reason: 'it is private' } : { ok: true, base, trusted: base.includes('trusted') };

const house = { policy: { judgeHost }, environment: { baseURL: () => undefined } } as unknown as House;

function baseOf(key: Partial<VirtualKey>, values: Readonly<Record<string, string>> = {}) {
  const virtualKey = { customHost: undefined, models: new Map(), fields: {}, ...key } as unknown as VirtualKey;
  const settings = { values, credentials: [], stored: true, storedInConfig: false, placedByCaller: false };
  return chooseBase(
    { provider, settings, virtualKey, model: 'm', incoming: { headers: {} }, config: undefined } as unknown as BaseQuestion,
    house,
  );
}

describe('the host of a virtual key', () => {
  it('is the operator’s word where the operator wrote it', () => {
    expect(baseOf({ customHost: 'http://private' })).toMatchObject({ base: 'http://private', guarded: false });
  });

  it.each([
    ['of its own', { customHost: 'https://elsewhere.example' }, {}, 'https://elsewhere.example'],
    [
      'of the model',
      { models: new Map([['m', { customHost: 'https://elsewhere.example', baseModel: undefined }]]) },
      {},
      'https://elsewhere.example',
    ],
    ['made of a field', { fields: { acme_resource: 'mine' } }, { resource: 'mine' }, 'https://mine.acme.example'],
  ])('%s is guarded where somebody chose it through an API, and gets the credential all the same', (_, key, values, base) => {
    expect(baseOf({ ...key, hostsJudged: true }, values)).toMatchObject({ base, guarded: true });
  });

  it('is judged again at every call: what was public when it was stored may not be any more', () => {
    expect(() => baseOf({ customHost: 'http://private', hostsJudged: true })).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ code: 'invalid_custom_host' }) }),
    );
    expect(baseOf({ customHost: 'http://trusted', hostsJudged: true })).toMatchObject({ guarded: false });
  });

  it('is the provider’s own where nobody chose any', () => {
    expect(baseOf({ hostsJudged: true })).toMatchObject({ base: 'https://api.acme.example', guarded: false });
  });
});
