import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, launch, startGateway, type Gateway } from './support/gateway.ts';
import { call, CHAT } from './support/call.ts';
import { startUpstream, type Upstream } from './support/upstream.ts';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());

const withKey = (key: string) => `
api_keys: [{ name: ci, key: ci-key-0123456789abcdef }]
virtual_keys: [{ slug: team, provider: groq, key: "${key}", custom_host: "${upstream.origin}/v1" }]
`;
const ask = (gateway: Gateway) =>
  call(`${gateway.url}/v1/chat/completions`, {
    headers: { 'x-portkey-api-key': 'ci-key-0123456789abcdef', 'x-portkey-virtual-key': 'team' },
    body: CHAT,
  });
const credential = () => upstream.received.at(-1)!.headers.authorization;

describe('the config file', () => {
  it('is read again when it changes, however it is written, and a bad one is refused whole', async () => {
    const gateway = await startGateway({ config: withKey('first') });
    await ask(gateway);
    expect(credential()).toBe('Bearer first');

    gateway.rewriteConfig(withKey('second'));
    await eventually(async () => (await ask(gateway)).status === 200 && credential() === 'Bearer second', 'the second key');

    gateway.rewriteConfig(`${withKey('third')}\nunknown_member: 1\n`);
    await eventually(() => gateway.output().includes('config file refused'), gateway.output());
    await ask(gateway);
    expect(credential()).toBe('Bearer second');
    expect(gateway.output()).toMatch(/unknown_member.* is not allowed/);

    gateway.rewriteConfig(`${withKey('third')}\nworkers: many\n`);
    await eventually(() => /SLUICE_WORKERS: \\"many\\"/.test(gateway.output()), gateway.output());
    gateway.rewriteConfig(`${withKey('second')}\nmax_body: 1KiB\n`);
    await eventually(() => gateway.output().includes('"settings":["SLUICE_MAX_BODY"]'), gateway.output());

    const beside = join(gateway.folder, 'next.yaml');
    writeFileSync(beside, withKey('fourth'));
    renameSync(beside, join(gateway.folder, 'sluice.config.yaml'));
    await eventually(async () => (await ask(gateway)).status === 200 && credential() === 'Bearer fourth', 'the fourth key');
    await gateway.stop();
  }, 30_000);

  it('is read again on SIGHUP, with the files it refers to', async () => {
    const secret = join(mkdtempSync(join(tmpdir(), 'sluice-test-')), 'key');
    writeFileSync(secret, 'from-file\n');
    const gateway = await startGateway({ config: withKey(`file:${secret}`) });
    await ask(gateway);
    expect(credential()).toBe('Bearer from-file');

    writeFileSync(secret, 'changed\n');
    gateway.signal('SIGHUP');

    await eventually(async () => (await ask(gateway)).status === 200 && credential() === 'Bearer changed', 'the changed key');
    await gateway.stop();
  });

  it('may be JSON, in camel case, with references to the environment', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
    const file = {
      apiKeys: [{ name: 'ci', key: '${CI_KEY}', defaults: { metadata: { teamName: 'core' } } }],
      virtualKeys: [{ slug: 'team', provider: 'openai', key: 'k-$${X}-${CI_KEY}', customHost: upstream.origin, openaiOrganization: 'org' }],
    };
    writeFileSync(join(folder, 'sluice.config.json'), JSON.stringify(file));
    const gateway = await startGateway({ folder, environment: { CI_KEY: 'ci-key-0123456789abcdef' } });

    const reply = await ask(gateway);
    const [record] = await gateway.records(1);
    await gateway.stop();

    expect(reply.status).toBe(200);
    expect(upstream.received.at(-1)!.headers).toMatchObject({
      authorization: 'Bearer k-${X}-ci-key-0123456789abcdef',
      'openai-organization': 'org',
    });
    expect(record).toMatchObject({ key: 'ci', metadata: { teamName: 'core' } });
  });

  it('holds what the environment can hold, and the environment wins', async () => {
    const config = `max_body: 1KiB\nmax_json_depth: 3\nlog_level: silent\nproviders: { open-ai: { organization: org_of_the_file }, groq: { api_key: gsk_of_the_file, base_url: "${upstream.origin}/file/v1" } }\napi_keys: [{ name: ci, key: ci-key-0123456789abcdef }]`;
    const gateway = await startGateway({ config, environment: { SLUICE_MAX_JSON_DEPTH: '10' } });
    const headers = { 'x-portkey-api-key': 'ci-key-0123456789abcdef', 'x-portkey-provider': 'groq' };

    const large = await call(`${gateway.url}/v1/chat/completions`, { headers, body: { ...CHAT, pad: 'x'.repeat(2000) } });
    const deep = await call(`${gateway.url}/v1/chat/completions`, { headers, body: { ...CHAT, a: [[[[]]]] } });
    await gateway.stop();

    expect([large.status, deep.status]).toEqual([413, 200]);
    expect(upstream.received.at(-1)).toMatchObject({
      url: '/file/v1/chat/completions',
      headers: { authorization: 'Bearer gsk_of_the_file' },
    });
  });

  it.each<[string, string, RegExp]>([
    ['a name that is none', 'virtual_key: []', /"virtual_key" is not allowed/],
    ['a member that is none', 'api_keys: [{ name: a, key: 0123456789abcdef, scope: x }]', /"api_keys\[0\].scope" is not allowed/],
    ['a key that is too short', 'api_keys: [{ name: a, key: short-secret }]', /"api_keys\[0\].key" must have at least 16 characters/],
    [
      'two of one slug',
      'virtual_keys: [{ slug: a, provider: groq, key: k }, { slug: a, provider: groq, key: k }]',
      /virtual_keys\[1\].* duplicate/,
    ],
    ['a provider nobody loaded', 'virtual_keys: [{ slug: a, provider: grok, key: k }]', /virtual_keys\[0\].provider: "grok" is not loaded/],
    [
      'a field the provider lacks',
      'virtual_keys: [{ slug: a, provider: groq, key: k, aws_region: x }]',
      /virtual_keys\[0\].aws_region: Groq has no such field/,
    ],
    [
      'a host that is none',
      'virtual_keys: [{ slug: a, provider: groq, key: k, custom_host: nowhere }]',
      /virtual_keys\[0\].custom_host: "nowhere"/,
    ],
    [
      'a config that is none',
      'configs: [{ slug: a, config: { strategy: { mode: guess }, targets: [{}] } }]',
      /configs\[0\].config: .*strategy.mode/,
    ],
    ['a config for nobody’s key', 'configs: [{ slug: a, config: { virtual_key: gone } }]', /config "a": there is no virtual key "gone"/],
    [
      'a default nobody saved',
      'api_keys: [{ name: a, key: 0123456789abcdef, defaults: { config: gone } }]',
      /api_keys\[0\].defaults.config: there is no config "gone"/,
    ],
    ['a template that is none', "prompts: [{ slug: a, string: '[{{#x}}]' }]", /prompts\[0\].string: .*[Uu]nclosed/],
    ['a prompt for nobody’s key', "prompts: [{ slug: a, string: '[]', virtual_key: gone }]", /prompts\[0\].virtual_key/],
    ['an alias for nobody', 'aliases: { grok: { a: b } }', /aliases.grok: the provider "grok" is not loaded/],
    [
      'a variable nobody set',
      'api_keys: [{ name: a, key: "${NOT_SET_ANYWHERE}" }]',
      /api_keys\[0\].key: the environment variable NOT_SET_ANYWHERE is not set/,
    ],
    [
      'a file that is missing',
      'virtual_keys: [{ slug: a, provider: groq, key: "file:/no/such/file" }]',
      /virtual_keys\[0\].key: \/no\/such\/file cannot be read/,
    ],
    ['a number that is none', 'workers: often', /SLUICE_WORKERS: "often"/],
    ['text that is no YAML', 'a: [', /line 1/],
    ['a list', '- a', /must be a mapping/],
  ])('with %s stops the start, naming the place', async (_what, config, message) => {
    const gateway = await launch({ config });

    expect(await gateway.exited).toBe(1);
    expect(gateway.output()).toMatch(message);
    expect(gateway.output()).toContain('sluice: ');
    expect(gateway.output()).not.toContain('short-secret');
    expect(gateway.output()).not.toContain('    at ');
  });

  it('may not stand there twice', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
    writeFileSync(join(folder, 'sluice.config.json'), '{}');
    const gateway = await launch({ folder, config: '{}' });

    expect(await gateway.exited).toBe(1);
    expect(gateway.output()).toMatch(/only one config file can count/);
  });
});
