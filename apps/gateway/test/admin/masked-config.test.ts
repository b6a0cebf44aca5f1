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
