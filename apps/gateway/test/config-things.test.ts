import { describe, expect, it } from '@jest/globals';
import { NO_EXTENSIONS } from '@sluice/core';
import { checkEntries } from '../src/config-file/read.ts';
import { parseText } from '../src/config-file/parse.ts';
import type { Entries } from '../src/config-file/entries.ts';
import { buildThings } from '../src/config-file/build/things.ts';
import { withStoredWorkspaces } from '../src/config-file/build/with-stored-workspaces.ts';
import { adaptersOf } from './support/adapters.ts';

const ADAPTERS = await adaptersOf('groq', 'bedrock');
const findProvider = (slug: string) => ADAPTERS.find(({ id }) => id === slug);

async function built(yaml: string) {
  const entries = (await checkEntries(parseText(yaml), 'sluice.config.yaml', {})) as Entries;
  return buildThings(entries, { findProvider, extensions: NO_EXTENSIONS });
}

const AT = { tone: 'kind', x: 'Hi' };

describe('a config file', () => {
  it('says of a virtual key all that the API can', async () => {
    const { virtualKeys } = await built(`
workspaces: [{ slug: lab }]
virtual_keys:
  - slug: team
    provider: groq
    note: ours
    keys: [one, two]
    workspaces: [lab]
    customHeaders: { X-Tenant: t }
    models: [llama, { slug: mine, base_model: llama, custom_host: "http://10.0.0.7/v1/" }]
    allow_all_models: false
    expires_at: 2030-01-01T00:00:00Z
    usage_limits: { credit_limit: 5 }
    rate_limits: [{ type: requests, unit: rpm, value: 3 }]
`);

    expect(virtualKeys.get('team')).toMatchObject({
      keys: ['one', 'two'],
      headers: { 'x-tenant': 't' },
      allowedModels: new Set(['llama', 'mine']),
      expiresAt: Date.parse('2030-01-01T00:00:00Z'),
      workspaces: new Set(['file:lab']),
    });
    expect(virtualKeys.get('team')!.models.get('mine')).toEqual({ customHost: 'http://10.0.0.7/v1', baseModel: 'llama' });
  });

  it('says of a key what it may call, and what its workspace enforces', async () => {
    const { apiKeys } = await built(`
workspaces: [{ slug: lab, defaults: { metadata: { team: lab }, input_guardrails: [pg-a] } }]
guardrails: [{ slug: pg-a, checks: [{ id: default.contains, parameters: { operator: none, words: [a] } }], actions: { deny: true } }]
api_keys: [{ name: ci, key: 0123456789abcdefg, workspace: lab, allowedModels: [llama], allowed_providers: ["@team"], defaults: { allowConfigOverride: false } }]
`);

    expect(apiKeys).toMatchObject([
      {
        token: '0123456789abcdefg',
        key: {
          workspace: 'file:lab',
          allowedModels: ['llama'],
          allowedProviders: ['@team'],
          defaults: { allowConfigOverride: false },
          enforced: { metadata: { team: 'lab' }, inputGuardrails: ['pg-a'] },
        },
      },
    ]);
  });

  it('has several versions of a prompt, each under its number and its labels, and the partials that they name', async () => {
    const { prompts } = await built(`
partials: [{ slug: tone, version: 2, string: 'Be very {{tone}}.', other_versions: [{ version: 1, string: 'Be {{tone}}.' }] }]
prompts:
  - slug: greet
    version: 2
    string: '[{"role":"user","content":"{{> tone}} {{x}}"}]'
    tools: [{ type: function }]
    other_versions:
      - { version: 3, string: 'Once {{x}}', kind: completion, labels: [canary] }
      - { version: 1, string: '[{"role":"user","content":"{{> tone@1}}"}]', labels: [production, staging] }
`);

    const said = (reference: string) => JSON.stringify(prompts.get(reference)?.render(AT));
    expect(said('greet')).toBe('[{"role":"user","content":"Be very kind. Hi"}]');
    expect(said('greet@2')).toBe(said('greet'));
    expect([said('greet@latest'), said('greet@canary')]).toEqual(['"Once Hi"', '"Once Hi"']);
    expect([said('greet@1'), said('greet@production'), said('greet@staging')]).toEqual(
      Array(3).fill('[{"role":"user","content":"Be kind."}]'),
    );
    expect(said('greet@4')).toBeUndefined();
    expect(prompts.get('greet')).toMatchObject({ versionId: 'greet@2', parameters: { tools: [{ type: 'function' }] } });
  });

  it('takes credentials without a key from providers that can do without', async () => {
    const { virtualKeys } = await built(
      'virtual_keys: [{ slug: aws, provider: bedrock, aws_access_key_id: a, aws_secret_access_key: b, aws_region: eu-west-1 }]',
    );

    expect(virtualKeys.get('aws')).toMatchObject({ keys: [], fields: { aws_region: 'eu-west-1' } });
  });

  it.each([
    ['api_keys: [{ name: a, key: 0123456789abcdefg, workspace: lab }]', /^api_keys\[0\]\.workspace: there is no workspace "lab"/],
    ['api_keys: [{ name: a, key: 0123456789abcdefg, usage_limits: { credit_limit: 0 } }]', /credit_limit/],
    ['virtual_keys: [{ slug: a, provider: groq }]', /^virtual_keys\[0\]\.key: Groq needs one/],
    ['virtual_keys: [{ slug: a, provider: groq, key: k, allow_all_models: false }]', /virtual_keys\[0\]"?\.models is required/],
    ['virtual_keys: [{ slug: a, provider: groq, key: k, models: [m, m] }]', /^virtual_keys\[0\]\.models\[1\]: "m" is in the list already/],
    [
      'virtual_keys: [{ slug: a, provider: groq, key: k, custom_headers: { Host: x } }]',
      /^virtual_keys\[0\]: "host" cannot be sent along/i,
    ],
    [
      'virtual_keys: [{ slug: a, provider: groq, key: k, deployments: [{ is_default: false }] }]',
      /^virtual_keys\[0\]: Invalid "deployment_config"/,
    ],
    ['guardrails: [{ slug: a, checks: [{ id: default.nothing }] }]', /^guardrails\[0\]\.checks: .*default\.nothing/],
    ['guardrails: [{ slug: a, checks: [{ id: default.contains }], actions: { message: no } }]', /message/],
    ['prompts: [{ slug: a, string: "{{> gone}}" }]', /^prompts\[0\]\.string: there is no partial "gone"/],
    ['prompts: [{ slug: a, string: "{{#x}}" }]', /^prompts\[0\]\.string: /],
    [
      'prompts: [{ slug: a, string: x, other_versions: [{ version: 1, string: y }] }]',
      /^prompts\[0\]\.other_versions\[0\]: another version is "a@1"/,
    ],
    [
      'prompts: [{ slug: a, string: x, labels: [l], other_versions: [{ version: 2, string: y, labels: [l] }] }]',
      /^prompts\[0\]\.other_versions\[0\]: another version is "a@l"/,
    ],
    ['partials: [{ slug: a, string: "{{#x}}" }]', /^partials\[0\]\.string: /],
    ['workspaces: [{ slug: a, defaults: { config: gone } }]', /^workspaces\[0\]\.defaults\.config: there is no config "gone"/],
    [
      'workspaces: [{ slug: a, defaults: { output_guardrails: [gone] } }]',
      /^workspaces\[0\]\.defaults\.output_guardrails: there is no guardrail/,
    ],
    [
      'workspaces: [{ slug: a }, { slug: b }]\nvirtual_keys: [{ slug: v, provider: groq, key: k, workspaces: [a] }]\nconfigs: [{ slug: c, workspace: b, config: { virtual_key: v } }]',
      /^config "c": there is no virtual key "v"/,
    ],
  ])('is refused by the place where it says %s', async (yaml, why) => {
    await expect(built(yaml)).rejects.toThrow(why);
  });

  it('reads texts as they are that were written so that they look like references', async () => {
    const read = await checkEntries({ aliases: { groq: { a: '$${HOME}', b: '$file:/x', c: '$$file:/x' } } }, 'f', {});

    expect(read['aliases']).toEqual({ groq: { a: '${HOME}', b: 'file:/x', c: '$file:/x' } });
  });
});

describe('a workspace of the file', () => {
  it('goes by the id of the store’s of the same slug, and by its own where there is none', async () => {
    const things = await built(`
workspaces: [{ slug: lab }, { slug: other }]
virtual_keys: [{ slug: v, provider: groq, key: k, workspaces: [lab, other] }]
prompts: [{ slug: p, workspace: lab, string: x }]
`);
    const directories = { ...things, apiKeys: new Map(), aliases: {}, models: {} };

    const placed = withStoredWorkspaces(directories, (slug) => (slug === 'lab' ? 'id-of-lab' : undefined));

    expect(placed.virtualKeys.get('v')!.workspaces).toEqual(new Set(['id-of-lab', 'file:other']));
    expect(placed.prompts.get('p')!.workspaces).toEqual(new Set(['id-of-lab']));
    expect(placed.prompts.get('p@1')).toBe(placed.prompts.get('p'));
  });
});
