import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ADMIN_KEY, eventually, freePort, startGateway, type Gateway } from './support/gateway.ts';
import { call, CHAT } from './support/call.ts';
import { COMPLETION, json, startUpstream, type Upstream } from './support/upstream.ts';

let upstream: Upstream;
let gateway: Gateway;
beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startGateway({
    config: 'virtual_keys: [{ slug: team, provider: groq, key: "stored-canary-0123456789" }]',
    environment: {
      GROQ_BASE_URL: `${upstream.origin}/v1`,
      OPENAI_API_KEY: 'environment-canary-0123456789',
      OPENAI_BASE_URL: upstream.origin,
    },
  });
});
afterAll(async () => {
  await gateway.stop();
  await upstream.close();
});

describe('the request log', () => {
  it('has a line for every request, with what is known of it', async () => {
    const count = 200;
    const before = (await gateway.records(0)).length;

    await Promise.all(
      Array.from({ length: count }, () =>
        call(`${gateway.url}/v1/chat/completions`, {
          headers: { 'x-portkey-api-key': ADMIN_KEY, 'x-portkey-virtual-key': 'team', 'x-portkey-metadata': '{"_user":"ann"}' },
          body: CHAT,
        }),
      ),
    );

    const records = (await gateway.records(before + count)).slice(before);
    expect(records).toHaveLength(count);
    expect(new Set(records.map(({ id }) => id)).size).toBe(count);
    expect(records[0]).toMatchObject({
      level: 'info',
      event: 'request',
      method: 'POST',
      path: '/v1/chat/completions',
      status: 200,
      key: 'admin',
      provider: 'groq',
      model: 'llama',
      prompt_tokens: 3,
      completion_tokens: 2,
      metadata: { _user: 'ann' },
    });
    expect(records[0]!['ms']).toBeGreaterThan(0);
  });

  it('knows who asked whom when the caller left before there was an answer, or was refused before it was read', async () => {
    const secret = 'plainsecret-0123456789';
    upstream.answer = () => {};
    const before = (await gateway.records(0)).length;
    const leaving = new AbortController();
    const headers = {
      'x-portkey-api-key': ADMIN_KEY,
      'x-portkey-virtual-key': 'team',
      authorization: secret,
      'x-portkey-trace-id': `tr-${secret}`,
      'content-type': 'application/json',
    };
    const seen = upstream.received.length;
    const asked = fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      signal: leaving.signal,
      headers,
      body: JSON.stringify(CHAT),
    }).catch(() => {});
    await eventually(() => upstream.received.length > seen, 'the request did not arrive');
    leaving.abort();
    await asked;
    await call(`${gateway.url}/v1/chat/completions`, { headers, body: '{oops' });
    await call(`${gateway.url}/nowhere`, { headers: { ...headers, host: 'evil.example' } });
    await call(`${gateway.url}/nowhere`);

    const records = (await gateway.records(before + 4)).slice(before);
    upstream.answer = json(COMPLETION);
    // A departure is noticed when it is; the order of the others is theirs.
    expect(records.map(({ status, key, provider }) => [status, key, provider].join(' ')).toSorted()).toEqual([
      '400 admin ',
      '403  ',
      '404  ',
      '499 admin groq',
    ]);
    expect(gateway.output().includes(secret)).toBe(false);
  });

  it('never holds a secret, wherever it hides', async () => {
    const secret = 'caller-canary-0123456789';
    const looksLikeOne = 'gsk_lookslikeakey0123456789';
    upstream.answer = (response, received) =>
      json({ error: { message: `Incorrect API key: ${received.headers.authorization}`, code: 'invalid_api_key' } }, 401)(
        response,
        received,
      );
    const hiding = {
      authorization: `Bearer ${secret}`,
      'x-portkey-provider': 'groq',
      'x-portkey-trace-id': `trace-${secret}`,
      'x-portkey-metadata': JSON.stringify({ note: secret, [secret]: looksLikeOne }),
      'user-agent': secret,
    };
    const url = `${gateway.url}/v1`;

    await call(`${url}/chat/completions?key=${secret}`, { headers: hiding, body: { ...CHAT, model: secret } });
    await call(`${url}/files/${secret}`, { headers: hiding });
    await call(`${url}/chat/completions`, {
      headers: { 'x-portkey-trace-id': ADMIN_KEY, 'x-portkey-api-key': ADMIN_KEY, 'x-portkey-virtual-key': 'team' },
      body: { ...CHAT, model: looksLikeOne },
    });
    await call(`${url}/chat/completions`, { headers: { 'x-portkey-api-key': ADMIN_KEY, 'x-portkey-provider': 'openai' }, body: CHAT });
    await call(`${url}/chat/completions`, {
      headers: { ...hiding, 'x-portkey-config': `{"provider":"groq","api_key":"${secret}"` },
      body: CHAT,
    });
    await call(`${url}/chat/completions`, { headers: { ...hiding, 'x-portkey-provider': looksLikeOne }, body: CHAT });
    const seen = (await gateway.records(0)).length;
    await call(`${url}/chat/completions`, { headers: { 'x-portkey-provider': 'mock' }, body: CHAT });
    await gateway.records(seen + 1);
    upstream.answer = json(COMPLETION);

    // Named one by one: a failure that printed the whole log would print the secret too.
    expect(
      [ADMIN_KEY, secret, 'stored-canary', 'environment-canary', looksLikeOne].filter((canary) => gateway.output().includes(canary)),
    ).toEqual([]);
  });

  it('does not stop the gateway when nobody reads it', async () => {
    const port = await freePort();
    const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
    const child = spawn(process.execPath, [main, 'start'], {
      env: { PATH: process.env['PATH'], PORT: String(port), SLUICE_DATA_DIR: gateway.folder },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    child.stdout.pause();
    const url = `http://127.0.0.1:${port}`;
    await eventually(async () => (await fetch(`${url}/health`).catch(() => undefined))?.status === 200, 'health');

    // Far more lines than a pipe holds.
    for (let round = 0; round < 20; round++) {
      const replies = await Promise.all(
        Array.from({ length: 50 }, () => call(`${url}/v1/chat/completions`, { headers: { 'x-portkey-provider': 'mock' }, body: CHAT })),
      );
      expect(replies.every(({ status }) => status === 200)).toBe(true);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    const after = await call(`${url}/v1/chat/completions`, { headers: { 'x-portkey-provider': 'mock' }, body: CHAT });
    child.kill('SIGKILL');

    expect(after.status).toBe(200);
  }, 30_000);
});
