import { describe, expect, it } from '@jest/globals';
import { maskedConfig, unmaskedConfig } from '../../src/admin/resources/configs/masked-config.ts';
import { adaptersOf } from '../support/adapters.ts';

const adapters = await adaptersOf('bedrock');
const findProvider = (slug: string) => adapters.find(({ id, aliases }) => id === slug || aliases.includes(slug));

const SECRET = '0123456789abcdefWXYZ';
const MASKED = '••••WXYZ';
const CONFIG = {
  strategy: { mode: 'fallback' },
  apiKeys: [SECRET, `${SECRET}2`],
  retry: { attempts: 1 },
  targets: [
    { provider: 'bedrock', awsSecretAccessKey: SECRET, aws_region: 'eu-west-1', virtualKey: 'team' },
    {
      virtual_key: 'team',
      azure_entra_client_secret: SECRET,
      vertex_service_account_json: { private_key: SECRET, type: 'service_account' },
    },
    {
      provider: '@team',
      override_params: { temperature: 0, max_tokens: 5, tools: [{ type: 'mcp', authorization: SECRET, headers: { 'x-team': SECRET } }] },
      input_guardrails: [
        'pg-1',
        { 'default.webhook': { webhookURL: 'https://h.example', headers: { Authorization: SECRET } }, deny: true },
      ],
    },
  ],
};

describe('a config as it is shown', () => {
  it('has no secret in it, wherever it stood and however it was spelled', () => {
    const shown = maskedConfig(CONFIG, findProvider);

    expect(JSON.stringify(shown)).not.toContain('0123456789');
    expect(shown).toEqual({
      ...CONFIG,
      apiKeys: [MASKED, '••••XYZ2'],
      targets: [
        { provider: 'bedrock', awsSecretAccessKey: MASKED, aws_region: 'eu-west-1', virtualKey: 'team' },
        { virtual_key: 'team', azure_entra_client_secret: MASKED, vertex_service_account_json: expect.stringMatching(/^••••/) },
        {
          provider: '@team',
          override_params: {
            temperature: 0,
            max_tokens: 5,
            tools: [{ type: 'mcp', authorization: MASKED, headers: { 'x-team': MASKED } }],
          },
          input_guardrails: [
            'pg-1',
            { 'default.webhook': { webhookURL: 'https://h.example', headers: { Authorization: MASKED } }, deny: true },
          ],
        },
      ],
    });
  });

  it.each([
    ['headers that are the JSON of them', 'headers', `{"Authorization":"${SECRET}"}`, `{"Authorization":"${MASKED}"}`],
    ['headers that are JSON with an escape in it', 'headers', `{"Authorization":"\\"${SECRET}"}`, expect.stringMatching(/^••••.{4}$/)],
    ['headers that are no JSON', 'headers', `Authorization: ${SECRET}`, MASKED],
    ['headers of another name', 'extra_headers', { 'x-team': SECRET }, { 'x-team': MASKED }],
    ['the caller in an address', 'server_url', `https://me:${SECRET}@h.example/mcp?a=1`, `https://${MASKED}@h.example/mcp?a=1`],
    ['a token in an address', 'webhookURL', `https://h.example/?a=1&token=${SECRET}&b#c`, `https://h.example/?a=1&token=${MASKED}&b#c`],
    ['a signature in an address', 'webhookURL', `https://h.example?sig=${SECRET}`, `https://h.example?sig=${MASKED}`],
    ['a key in an address, spelled otherwise', 'url', `https://h.example?%6bey=${SECRET}`, `https://h.example?%6bey=${MASKED}`],
    ['an address in a list', 'urls', [`wss://${SECRET}@h.example`], [`wss://${MASKED}@h.example`]],
    ...['session_token', 'passwd', 'pat', 'key', 'id_token', 'clientSecret'].map((name) => [`a ${name}`, name, SECRET, MASKED] as const),
  ])('hides %s, and has it again', (_what, name, value, hidden) => {
    const config = { provider: '@team', override_params: { tools: [{ type: 'mcp', [name]: value }] } };

    const shown = maskedConfig(config, findProvider);

    expect(shown).toEqual({ provider: '@team', override_params: { tools: [{ type: 'mcp', [name]: hidden }] } });
    expect(unmaskedConfig(shown, config, findProvider)).toEqual(config);
  });

  it('hides the caller in the address of a host of one’s own', () => {
    const shown = maskedConfig({ provider: 'x', custom_host: `https://me:${SECRET}@h.example/v1` }, findProvider);

    expect(shown).toEqual({ provider: 'x', custom_host: `https://${MASKED}@h.example/v1` });
  });

  it('tells what is no secret', () => {
    const params = {
      max_tokens: 5,
      filters: { type: 'eq', key: 'region', value: 'eu' },
      headers: '',
      url: 'https://h.example/a?page=2#top',
      text: 'see https://me:you@h.example',
    };

    expect(maskedConfig({ provider: 'x', override_params: params }, findProvider)).toEqual({ provider: 'x', override_params: params });
  });

  it('becomes what it was when it is sent back, whatever else has changed in it', () => {
    const shown = maskedConfig(CONFIG, findProvider);

    expect(unmaskedConfig(shown, CONFIG, findProvider)).toEqual(CONFIG);
    expect(unmaskedConfig({ ...shown, retry: { attempts: 5 }, strategy: { mode: 'loadbalance' } }, CONFIG, findProvider)).toEqual({
      ...CONFIG,
      retry: { attempts: 5 },
      strategy: { mode: 'loadbalance' },
    });
  });

  it.each([
    ['where a webhook is', 'https://h.example', 'https://collector.example'],
    ['which virtual key is used', '"@team"', '"@other"'],
    ['the region', 'eu-west-1', 'x.collector.example/'],
    ['what a tool is', '"mcp"', '"mcp2"'],
  ])('gives no secret back where somebody changed %s', (_what, from, to) => {
    const sent = JSON.parse(JSON.stringify(maskedConfig(CONFIG, findProvider)).replace(from, to)) as typeof CONFIG;

    expect(() => unmaskedConfig(sent, CONFIG, findProvider)).toThrow('send it whole');
  });

  it('gives one secret for no other', () => {
    const kept = { provider: 'x', api_keys: [SECRET, `other-${SECRET}`] };

    const sent = unmaskedConfig({ provider: 'x', api_keys: [MASKED, MASKED] }, kept, findProvider);

    expect(sent).toEqual(kept);
  });
});
