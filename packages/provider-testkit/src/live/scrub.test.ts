import { describe, expect, it } from '@jest/globals';
import { defineProvider, secret, text, type ProviderAdapter } from '@sluice/provider-sdk';
import { scrubber } from './scrub.ts';

const adapter = defineProvider({
  id: 'acme',
  name: 'Acme',
  fields: { apiKey: secret('Key'), resource: text('Resource'), region: text('Region') },
  operations: {},
}) as unknown as ProviderAdapter;

const KEY = 'sk/4f+9a"0c\n77';
const made = { apiKey: 'sk-kit-0000-apiKey', resource: 'kit-resource', region: 'kit-region' };
const scrub = scrubber(adapter, { apiKey: KEY, resource: 'acme-prod', region: 'eu' }, made);

const answer = (body: unknown, headers: Readonly<Record<string, string>> = {}) => ({ status: 200, headers, body });

describe('what is written down', () => {
  it.each([
    ['as text', `key ${KEY} wrong`, 'key sk-kit-0000-apiKey wrong'],
    ['within JSON', { error: [KEY], [KEY]: 1 }, { error: ['sk-kit-0000-apiKey'], 'sk-kit-0000-apiKey': 1 }],
    ['within JSON as text', JSON.stringify({ key: KEY }), '{"key":"sk-kit-0000-apiKey"}'],
    ['within an address', `?key=${encodeURIComponent(KEY)}`, '?key=sk-kit-0000-apiKey'],
    ['as base64', `Basic ${Buffer.from(KEY).toString('base64')}`, 'Basic sk-kit-0000-apiKey'],
    ['as a setting that anybody may see', 'https://acme-prod.example', 'https://kit-resource.example'],
    ['but not as a short word that anybody may see', 'a neuron', 'a neuron'],
  ])('has no setting in it %s', (_how, body, clean) => {
    const scrubbed = scrub.scrubbed(answer(body));

    expect([scrubbed.body, scrub.remains(JSON.stringify(scrubbed), scrubbed)]).toEqual([clean, false]);
  });

  it('has none in its headers', () => {
    const { headers } = scrub.scrubbed(answer('', { 'x-ratelimit-for': 'acme-prod' }));

    expect(headers).toEqual({ 'x-ratelimit-for': 'kit-resource' });
  });

  it('is given up where one stands in bytes', () => {
    const bytes = { ...answer(Buffer.from(`\u0000${KEY}`).toString('base64')), encoding: 'base64' } as const;

    expect(scrub.remains('{}', scrub.scrubbed(bytes))).toBe(true);
  });

  it('is given up where one is left', () => {
    expect(scrub.remains(`{"path":"/acme-prod"}`, answer(''))).toBe(true);
  });
});
