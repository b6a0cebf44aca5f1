import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { ADMIN_KEY, startGateway, type Gateway } from './support/gateway.ts';
import { call, CHAT } from './support/call.ts';
import { COMPLETION, json, startUpstream, type Upstream } from './support/upstream.ts';

let upstream: Upstream;
let gateway: Gateway;
let substituting: Gateway;
const groq = { 'x-portkey-provider': 'groq', authorization: 'gsk_secret_0123456789' };

beforeAll(async () => {
  upstream = await startUpstream();
  const environment = { GROQ_BASE_URL: `${upstream.origin}/openai/v1`, SLUICE_IDLE_TIMEOUT_MS: '500' };
  [gateway, substituting] = await Promise.all([
    startGateway({ environment }),
    startGateway({ environment: { ...environment, SLUICE_RETIRED_MODELS: 'substitute' } }),
  ]);
});
afterAll(async () => {
  await Promise.all([gateway.stop(), substituting.stop()]);
  await upstream.close();
});

const send = (body: object = CHAT, from = gateway, path = '/v1/chat/completions') => call(from.url + path, { headers: groq, body });

describe('an error of the provider', () => {
  it('keeps its status and all that it says, with the provider’s name in front', async () => {
    upstream.answer = json({ error: { message: 'bad', type: 't', param: 'p', code: 'c', failed_generation: 'x' }, debug: 1 }, 422, {
      'retry-after': '3',
      'x-ratelimit-remaining-tokens': '0',
      location: 'http://evil.example/',
    });

    const reply = await send();

    expect(reply.status).toBe(422);
    expect(reply.json).toEqual({
      status: 'failure',
      success: false,
      message: 'groq error: bad',
      error: { message: 'groq error: bad', type: 't', param: 'p', code: 'c', failed_generation: 'x' },
      debug: 1,
      provider: 'groq',
    });
    expect(reply.headers).toMatchObject({
      'retry-after': '3',
      'x-ratelimit-remaining-tokens': '0',
      'x-portkey-provider': 'groq',
      'content-type': 'application/json',
    });
    expect(reply.headers).not.toHaveProperty('location');
  });

  it.each([
    ['a page', '<html>error code: 1010</html>', 403, /^groq error: <html>/],
    ['nothing', '', 503, /^groq error: the provider answered 503/],
    ['a list', '[1]', 500, /^groq error: /],
    ['an error that is a text', '{"error":"nope"}', 401, /^groq error: nope/],
  ])('has a message even where the provider sent %s', async (_what, body, status, message) => {
    upstream.answer = (response) => void response.writeHead(status, { 'content-type': 'text/html' }).end(body);

    const reply = await send();

    expect(reply.status).toBe(status);
    expect(reply.json).toMatchObject({ provider: 'groq', status: 'failure', error: { type: expect.any(String) } });
    expect(reply.json.error.message).toMatch(message);
  });

  it('is not to be tried again where trying cannot help', async () => {
    upstream.answer = json({ error: { message: 'pay', type: 'insufficient_quota', code: 'credit_balance_exhausted' } }, 429);
    const quota = await send();
    upstream.answer = json({ error: { message: 'slow', code: 'rate_limit_exceeded' } }, 429);
    const limit = await send();

    expect(quota.headers['x-should-retry']).toBe('false');
    expect(limit.headers).not.toHaveProperty('x-should-retry');
  });

  it('never quotes the credential that was used', async () => {
    upstream.answer = json(
      { error: { message: 'Incorrect API key provided: gsk_secret_0123456789.', note: ['gsk_secret_0123456789'] } },
      401,
    );

    const reply = await send();

    expect(reply.text).not.toContain('gsk_secret');
    expect(reply.json.message).toBe('groq error: Incorrect API key provided: [redacted].');
    expect(gateway.output()).not.toContain('gsk_secret');
  });

  it('is left untouched at a pass-through address', async () => {
    upstream.answer = json('{ "error" : "as it came" }', 404);

    const reply = await call(`${gateway.url}/v1/files/x`, { headers: groq });

    expect([reply.status, reply.text]).toEqual([404, '{ "error" : "as it came" }']);
  });
});

describe('an answer that cannot be read', () => {
  it.each([
    ['half a body', '{"id":"x","choices":[{"mess'],
    ['a page', '<html>'],
    ['nothing', ''],
    ['spaces', ' '],
    ['a list', '[1]'],
    ['a page that says what it is', '<html>', 'text/html'],
  ])('is 502 and not half an answer: %s', async (_what, body, type = 'application/json') => {
    upstream.answer = json(body, 200, { 'content-type': type });

    const reply = await send();

    expect(reply.status).toBe(502);
    expect(reply.json).toMatchObject({ provider: 'groq', error: { code: 'unreadable_reply' } });
  });

  it('is 502 where the connection breaks before the length that was said', async () => {
    upstream.answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"id":');
      setTimeout(() => response.socket!.destroy(), 30);
    };

    expect((await send()).status).toBe(502);
  });

  it('is 408 where the body stops coming', async () => {
    upstream.answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"id":');
    };

    const reply = await send();

    expect(reply.status).toBe(408);
    expect(reply.json.message).toContain('SLUICE_IDLE_TIMEOUT_MS');
  });

  it('is read all the same where it comes packed although it was asked for plain', async () => {
    upstream.answer = (response) =>
      void response
        .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
        .end(gzipSync(JSON.stringify(COMPLETION)));

    const reply = await send();

    expect(upstream.received.at(-1)!.headers['accept-encoding']).toBe('identity');
    expect(reply.headers).not.toHaveProperty('content-encoding');
    expect(reply.json).toEqual(COMPLETION);
  });

  it('is 502 where it unpacks to more than anybody can hold', async () => {
    const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024));
    upstream.answer = (response) =>
      void response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb);

    expect((await send()).status).toBe(502);
  });
});

describe('a redirect', () => {
  it('is never followed', async () => {
    upstream.answer = (response) => void response.writeHead(307, { location: `${upstream.origin}/elsewhere` }).end();
    const before = upstream.received.length;

    const reply = await send();

    expect(reply.status).toBe(307);
    expect(reply.headers).not.toHaveProperty('location');
    expect(upstream.received).toHaveLength(before + 1);
  });
});

describe('a retired model', () => {
  const gone = json(
    { error: { message: 'The model `gemma-7b-it` has been decommissioned', type: 'invalid_request_error', code: 'model_decommissioned' } },
    400,
  );
  const body = { ...CHAT, model: 'gemma-7b-it' };
  const modelSent = (back = 1) => (JSON.parse(upstream.received.at(-back)!.body.toString()) as { model: string }).model;

  it('goes up as asked, and the refusal names a living one', async () => {
    upstream.answer = gone;

    const reply = await send(body);

    expect(modelSent()).toBe('gemma-7b-it');
    expect(reply.status).toBe(400);
    expect(reply.json.error.code).toBe('model_decommissioned');
    expect(reply.json.message).toMatch(/^groq error: The model `gemma-7b-it` has been decommissioned .*openai\/gpt-oss-20b/);
  });

  it('that nobody knows is answered with a living one too', async () => {
    upstream.answer = json({ error: { message: 'The model `x` does not exist', code: 'model_not_found' } }, 404);

    const reply = await send({ ...CHAT, model: 'x' });

    expect(reply.json.message).toContain('openai/gpt-oss-120b');
  });

  it('is replaced once by its successor where the operator says so', async () => {
    upstream.answer = (response, received) =>
      ((JSON.parse(received.body.toString()) as { model: string }).model === 'gemma-7b-it' ? gone : json(COMPLETION))(response, received);
    const before = upstream.received.length;

    const reply = await send(body, substituting);

    expect(reply.status).toBe(200);
    expect(reply.headers['x-sluice-model-substituted']).toBe('gemma-7b-it -> openai/gpt-oss-20b');
    expect(upstream.received).toHaveLength(before + 2);
    expect(modelSent()).toBe('openai/gpt-oss-20b');
  });

  it('is replaced in a form as in JSON', async () => {
    upstream.answer = (response, received) =>
      (received.body.includes('distil-whisper') ? gone : json({ text: 'hello' }))(response, received);
    const form = (model: string) =>
      Buffer.from(
        `--XX\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n\x00\xff--X\r\n--XX\r\nContent-Disposition: form-data; name="model"\r\n\r\n${model}\r\n--XX--\r\n`,
        'latin1',
      );

    const reply = await call(`${substituting.url}/v1/audio/transcriptions`, {
      headers: { ...groq, 'content-type': 'multipart/form-data; boundary=XX' },
      body: form('distil-whisper-large-v3-en'),
    });

    expect([reply.status, reply.text]).toEqual([200, '{"text":"hello"}']);
    expect(upstream.received.at(-1)!.body.equals(form('whisper-large-v3-turbo'))).toBe(true);
    expect(upstream.received.at(-1)!.url).toBe('/openai/v1/audio/transcriptions');
  });

  it('is tried no more than once more', async () => {
    upstream.answer = gone;
    const before = upstream.received.length;

    const reply = await send(body, substituting);

    expect(reply.status).toBe(400);
    expect(upstream.received).toHaveLength(before + 2);
  });
});

describe('time and connections', () => {
  it('answers 408 in the words of the wire format when a request’s own time is over', async () => {
    upstream.answer = () => {};

    const reply = await call(`${gateway.url}/v1/chat/completions`, {
      headers: { ...groq, 'x-portkey-request-timeout': '150' },
      body: CHAT,
    });

    expect(reply.status).toBe(408);
    expect(reply.json.error).toMatchObject({ message: 'Request exceeded the timeout sent in the request: 150ms', type: 'timeout_error' });
  });

  it('has a target’s own deadlines in place of the gateway’s', async () => {
    const config = (deadlines: object) => ({
      ...groq,
      'x-portkey-config': JSON.stringify({ provider: 'groq', api_key: 'k', ...deadlines }),
    });
    const ask = (deadlines: object, stream = false) =>
      call(`${gateway.url}/v1/chat/completions`, { headers: config(deadlines), body: { ...CHAT, stream } });
    upstream.answer = () => {};
    const byte = await ask({ first_byte_timeout_ms: 60 });
    const camel = await ask({ firstByteTimeoutMs: 60 });
    upstream.answer = (response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    const event = await ask({ first_event_timeout_ms: 60 }, true);
    upstream.answer = (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{');
    const idle = await ask({ idle_timeout_ms: 60 });

    expect([byte, camel, event, idle].map(({ status, json: { message } }) => [status, /60 ms/.test(message)])).toEqual(
      Array(4).fill([408, true]),
    );
  });

  it('answers 502 where nobody listens, without the address', async () => {
    const nobody = await startGateway({ environment: { GROQ_BASE_URL: 'http://127.0.0.1:9' } });

    const reply = await send(CHAT, nobody);
    await nobody.stop();

    expect([reply.status, reply.json.error.code]).toEqual([502, 'connection_failed']);
  });

  it('answers 502 to something that is not HTTP', async () => {
    upstream.answer = (response) => void response.socket!.end('SSH-2.0-hello\r\n');

    expect((await send()).status).toBe(502);
  });

  it('stops a request that goes in circles', async () => {
    const port = Number(new URL(gateway.url).port);
    const looping = await startGateway({ environment: { OPENAI_BASE_URL: `${gateway.url}/v1`, TRUSTED_CUSTOM_HOSTS: '127.0.0.1' } });
    const own = { 'x-portkey-provider': 'openai', authorization: 'k', 'x-portkey-custom-host': `${looping.url}/v1` };

    // What comes back has lost its provider header, so a hop that has been seen is sent by hand too.
    const once = await call(`${looping.url}/v1/chat/completions`, { headers: own, body: CHAT });
    upstream.answer = json(COMPLETION);
    await send();
    const hop = upstream.received.at(-1)!.headers['x-sluice-hop'] as string;
    const again = await call(`${gateway.url}/v1/chat/completions`, { headers: { ...groq, 'x-sluice-hop': hop }, body: CHAT });
    await looping.stop();

    expect(port).toBeGreaterThan(0);
    expect(once.status).toBe(508);
    expect([again.status, again.headers['x-portkey-gateway-exception']]).toEqual([508, 'true']);
  });

  it('refuses at the start a base URL that is the gateway itself', async () => {
    const port = 20_000 + Math.floor(Math.random() * 20_000);

    await expect(startGateway({ environment: { PORT: String(port), GROQ_BASE_URL: `http://localhost:${port}/v1` } })).rejects.toThrow(
      /GROQ_BASE_URL.* is this gateway itself/,
    );
  });
});

describe('a key for admin work', () => {
  it('is a key like any other for calls', async () => {
    upstream.answer = json(COMPLETION);

    const reply = await call(`${gateway.url}/v1/chat/completions`, { headers: { ...groq, 'x-portkey-api-key': ADMIN_KEY }, body: CHAT });

    expect(reply.status).toBe(200);
  });
});
