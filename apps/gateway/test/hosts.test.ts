import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADMIN_KEY, startGateway, type Gateway } from './support/gateway.ts';
import { call, CHAT } from './support/call.ts';
import { startUpstream, type Upstream } from './support/upstream.ts';

const CONFIG = `
virtual_keys:
  - { slug: groq-team, provider: groq, key: gsk_stored_0123456789 }
  - { slug: inner, provider: openai, key: sk-inner-0123456789, custom_host: "@@/inner/v1" }
  - { slug: keyless, provider: openai, custom_host: "@@/local/v1" }
configs:
  - { slug: pc-inner, config: { provider: openai, api_key: sk-saved-0123456789, custom_host: "@@/saved/v1" } }
`;

let upstream: Upstream;
let strict: Gateway;
let trusting: Gateway;

beforeAll(async () => {
  upstream = await startUpstream();
  const config = CONFIG.replaceAll('@@', upstream.origin);
  [strict, trusting] = await Promise.all([
    startGateway({ config, environment: { GROQ_API_KEY: 'gsk_environment_0123456789', GROQ_BASE_URL: `${upstream.origin}/env/v1` } }),
    startGateway({
      config,
      environment: { TRUSTED_CUSTOM_HOSTS: '127.0.0.1,*.svc.cluster.local', GROQ_API_KEY: 'gsk_environment_0123456789' },
    }),
  ]);
});
afterAll(async () => {
  await Promise.all([strict.stop(), trusting.stop()]);
  await upstream.close();
});

const key = { 'x-portkey-api-key': ADMIN_KEY };
const send = (gateway: Gateway, headers: Record<string, string>) => call(`${gateway.url}/v1/chat/completions`, { headers, body: CHAT });

describe('a host that a caller chose', () => {
  it.each([
    '127.0.0.1:@/v1',
    'localhost:@',
    '2130706433:@',
    '0x7f.1:@',
    '0177.0.0.1:@',
    '[::1]:@',
    '[::ffff:127.0.0.1]:@',
    '[::ffff:7f00:1]:@',
    '169.254.169.254',
    '10.0.0.1',
    '100.64.0.1',
    'metadata.google.internal',
    'printer.local',
    'user:pass@api.groq.com',
    'api.groq.com@127.0.0.1:@',
  ])('may not be http://%s', async (host) => {
    const seen = upstream.received.length;
    const url = `http://${host.replace(/:@/, `:${upstream.port}`)}`;

    for (const headers of [
      { 'x-portkey-provider': 'openai', authorization: 'k', 'x-portkey-custom-host': url },
      { authorization: 'k', 'x-portkey-config': JSON.stringify({ provider: 'openai', custom_host: url }) },
    ] as Record<string, string>[]) {
      const reply = await send(strict, headers);

      expect([reply.status, reply.json.error.code]).toEqual([400, 'invalid_custom_host']);
      expect(reply.json.message).toMatch(/^Invalid custom host/);
    }
    expect(upstream.received).toHaveLength(seen);
  });

  it('is guarded on every address and method alike', async () => {
    const headers = { 'x-portkey-provider': 'openai', authorization: 'k', 'x-portkey-custom-host': upstream.origin };
    const seen = upstream.received.length;

    for (const [method, path] of [
      ['GET', '/v1/models'],
      ['POST', '/v1/proxy/anything'],
      ['PUT', '/v1/x'],
      ['DELETE', '/v1/files/1'],
      ['GET', '/v1/files/1/content'],
    ] as const) {
      expect([path, (await call(strict.url + path, { method, headers })).status]).toEqual([path, 400]);
    }
    expect(upstream.received).toHaveLength(seen);
  });

  it('is called when the operator trusts it, its path in front of the operation’s', async () => {
    const reply = await send(trusting, {
      'x-portkey-provider': 'openai-compatible',
      authorization: 'k',
      'x-portkey-custom-host': `${upstream.origin}/base/v2/`,
    });

    expect(reply.status).toBe(200);
    expect(upstream.received.at(-1)).toMatchObject({ url: '/base/v2/chat/completions' });
  });

  it('gets no stored credential unless the operator trusts it', async () => {
    const seen = upstream.received.length;
    const publicHost = 'http://example.com:1/v1';

    for (const headers of [
      { ...key, 'x-portkey-virtual-key': 'groq-team', 'x-portkey-custom-host': publicHost },
      { ...key, 'x-portkey-provider': 'groq', 'x-portkey-custom-host': publicHost },
      { ...key, 'x-portkey-config': 'pc-inner', 'x-portkey-custom-host': publicHost },
      { ...key, 'x-portkey-config': JSON.stringify({ virtual_key: 'groq-team', custom_host: publicHost }) },
      { ...key, 'x-portkey-config': JSON.stringify({ virtual_key: 'inner', custom_host: publicHost }) },
      { ...key, 'x-portkey-config': JSON.stringify({ provider: '@groq-team', targets: undefined, custom_host: publicHost }) },
    ] as Record<string, string>[]) {
      const reply = await send(strict, headers);

      expect([reply.status, reply.json.error.code]).toEqual([400, 'untrusted_custom_host']);
      expect(reply.json.message).toContain('TRUSTED_CUSTOM_HOSTS');
    }
    expect(upstream.received).toHaveLength(seen);

    const trusted = await send(trusting, { ...key, 'x-portkey-virtual-key': 'groq-team', 'x-portkey-custom-host': upstream.origin });
    expect(trusted.status).toBe(200);
    expect(upstream.received.at(-1)!.headers.authorization).toBe('Bearer gsk_stored_0123456789');
  });
});

describe('what the operator set', () => {
  it('belongs to the operator’s credential, and does not go along with a caller’s', async () => {
    const gateway = await startGateway({
      environment: { OPENAI_API_KEY: 'sk-operator-0123456789', OPENAI_ORG_ID: 'org_operator', OPENAI_BASE_URL: upstream.origin },
    });

    await send(gateway, { ...key, 'x-portkey-provider': 'openai' });
    const own = upstream.received.at(-1)!.headers;
    await send(gateway, { ...key, 'x-portkey-provider': 'openai', authorization: 'Bearer sk-caller-0123456789' });
    const callers = upstream.received.at(-1)!.headers;
    await gateway.stop();

    expect(own).toMatchObject({ authorization: 'Bearer sk-operator-0123456789', 'openai-organization': 'org_operator' });
    expect(callers.authorization).toBe('Bearer sk-caller-0123456789');
    expect(callers).not.toHaveProperty('openai-organization');
  });
});

describe('a host that the operator chose', () => {
  it.each([
    ['a base URL of the environment', { 'x-portkey-provider': 'groq' }, '/env/v1/chat/completions', 'Bearer gsk_environment_0123456789'],
    ['a virtual key', { 'x-portkey-virtual-key': 'inner' }, '/inner/v1/chat/completions', 'Bearer sk-inner-0123456789'],
    ['a virtual key without a key', { 'x-portkey-virtual-key': 'keyless' }, '/local/v1/chat/completions', undefined],
    ['a saved config', { 'x-portkey-config': 'pc-inner' }, '/saved/v1/chat/completions', 'Bearer sk-saved-0123456789'],
  ])('is trusted: %s', async (_what, headers, url, authorization) => {
    const reply = await send(strict, { ...key, ...headers } as Record<string, string>);

    expect(reply.status).toBe(200);
    expect(upstream.received.at(-1)!.url).toBe(url);
    expect(upstream.received.at(-1)!.headers.authorization).toBe(authorization);
  });
});

describe('the gateway’s own name', () => {
  it.each(['localhost', '127.0.0.1', '127.0.0.2:99', '[::1]', 'LOCALHOST:1'])('may be %s on this machine', async (host) => {
    expect((await call(`${strict.url}/health`, { headers: { host } })).status).toBe(200);
  });

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    'evil.example:8787',
    '10.0.0.1',
    '127.0.0.1@evil.example',
    'localhost/../admin',
    'a\\b',
  ])('may not be %s, at any address', async (host) => {
    for (const path of ['/health', '/', '/metrics', '/openapi.json', '/v1/models', '/v1/chat/completions', '/v1/admin/users']) {
      expect([path, (await call(strict.url + path, { headers: { host } })).status]).toEqual([path, 403]);
    }
  });
});
