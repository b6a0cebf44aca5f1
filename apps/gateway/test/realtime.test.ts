import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectSocket, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OpenAI from 'openai';
import { OpenAIRealtimeWS } from 'openai/realtime/ws';
import { selfSigned } from '../src/upstream/hosts/self-signed.test.support.ts';
import { call } from './support/call.ts';
import { ADMIN_KEY, eventually, freePort, startGateway, type Gateway } from './support/gateway.ts';
import { connect, refused } from './support/realtime-client.ts';
import { echo, refusal, startRealtimeUpstream, type RealtimeUpstream } from './support/realtime-upstream.ts';

const PROVIDER_KEY = 'sk-of-the-caller-0123456789';
const ENVIRONMENT_KEY = 'sk-of-the-environment-0123456789';
const STORED_KEY = 'sk-of-the-virtual-key-0123456789';

const openai = { 'x-portkey-provider': 'openai', authorization: `Bearer ${PROVIDER_KEY}` };

let upstream: RealtimeUpstream;
let gateway: Gateway;
let url: string;

beforeAll(async () => {
  upstream = await startRealtimeUpstream({
    perMessageDeflate: true,
    handleProtocols: (offered) => (offered.has('realtime') ? 'realtime' : false),
  });
  gateway = await startGateway({
    environment: {
      OPENAI_BASE_URL: `${upstream.origin}/v1`,
      OPENAI_API_KEY: ENVIRONMENT_KEY,
      SLUICE_CORS_ORIGINS: 'https://app.example',
    },
    config: `
virtual_keys:
  - { slug: main, provider: openai, key: ${STORED_KEY}, custom_host: "${upstream.origin}/stored" }
aliases: { openai: { voice: gpt-realtime-2 } }
`,
  });
  url = `${gateway.url}/v1/realtime?model=gpt-realtime`;
});
afterEach(() => {
  upstream.refuse = undefined;
  upstream.onSession = echo;
});
afterAll(async () => {
  await gateway.stop();
  await upstream.close();
});

const lastAsked = () => upstream.asked.at(-1)!;
const config = (value: unknown) => ({ 'x-portkey-config': JSON.stringify(value) });

describe('a WebSocket through the gateway', () => {
  it('carries text and bytes both ways, in their order', async () => {
    const session = await connect(url, { headers: openai });
    const sound = randomBytes(5000);

    session.socket.send('{"type":"session.update"}');
    session.socket.send(sound);
    session.socket.send('');
    const came = [await session.next(), await session.next(), await session.next()];
    session.socket.close();

    expect(came).toEqual([
      { data: Buffer.from('{"type":"session.update"}'), binary: false },
      { data: sound, binary: true },
      { data: Buffer.alloc(0), binary: false },
    ]);
  });

  it('asks the provider at its own address, with its credential and nothing of ours', async () => {
    const session = await connect(`${url}&call_id=rtc_1&x-portkey-api-key=${ADMIN_KEY}`, {
      headers: { ...openai, 'x-portkey-trace-id': 'trace-1', 'openai-beta': 'realtime=v1', cookie: 'c=1', origin: gateway.url },
    });
    session.socket.close();

    const { url: address, headers } = lastAsked();
    expect(address).toBe('/v1/realtime?model=gpt-realtime&call_id=rtc_1');
    expect(headers).toMatchObject({
      authorization: `Bearer ${PROVIDER_KEY}`,
      host: `127.0.0.1:${upstream.port}`,
      'openai-beta': 'realtime=v1',
      'x-sluice-hop': expect.any(String),
    });
    expect(Object.keys(headers).filter((name) => /^x-portkey-|^cookie$|^origin$/.test(name))).toEqual([]);
    expect(session.headers).toMatchObject({
      'x-portkey-trace-id': 'trace-1',
      'x-portkey-provider': 'openai',
      'x-portkey-request-id': expect.any(String),
    });
  });

  it.each([
    ['compressed', true],
    ['as they are', false],
  ])('carries messages of many frames and many megabytes, %s', async (_how, perMessageDeflate) => {
    const session = await connect(url, { headers: openai, perMessageDeflate });
    const large = randomBytes(6_000_000).toString('base64');

    session.socket.send(large);
    session.socket.send('first, ', { fin: false });
    session.socket.send('second, ', { fin: false });
    session.socket.send('last', { fin: true });
    const came = [await session.next(), await session.next()];
    session.socket.close();

    expect(came[0]!.data.equals(Buffer.from(large))).toBe(true);
    expect(came[1]!.data.toString()).toBe('first, second, last');
    expect(session.socket.extensions).toBe(perMessageDeflate ? 'permessage-deflate' : '');
  });

  it('reaches a provider behind TLS, of whose certificate it makes sure', async () => {
    const { key, cert } = selfSigned();
    const secure = await startRealtimeUpstream({}, { key, cert });
    const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
    writeFileSync(join(folder, 'authority.pem'), cert);
    const environment = { OPENAI_BASE_URL: `${secure.origin}/v1` };
    const trusting = await startGateway({ environment: { ...environment, NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem') } });
    const wary = await startGateway({ environment });

    const session = await connect(`${trusting.url}/v1/realtime`, { headers: openai });
    session.socket.send('hello');
    const { data } = await session.next();
    session.socket.close();
    const reply = await refused(`${wary.url}/v1/realtime`, { headers: openai });
    await Promise.all([trusting.stop(), wary.stop()]);
    await secure.close();
    rmSync(folder, { recursive: true });

    expect(data.toString()).toBe('hello');
    expect(reply.status).toBe(502);
    expect(secure.asked).toHaveLength(1);
  });

  it('passes pings and pongs through', async () => {
    const session = await connect(url, { headers: openai });
    const ponged = new Promise<string>((resolve) => session.socket.on('pong', (data) => resolve(data.toString())));

    session.socket.ping('are you there');

    expect(await ponged).toBe('are you there');
    session.socket.close();
  });

  it('tells each side how the other closed', async () => {
    upstream.onSession = (session) => session.on('message', () => session.close(4001, 'session expired'));
    const byProvider = await connect(url, { headers: openai });
    byProvider.socket.send('x');
    const told = await byProvider.closed;

    upstream.onSession = echo;
    const byCaller = await connect(url, { headers: openai });
    const provider = upstream.accepted.at(-1)!;
    const heard = new Promise((resolve) => provider.on('close', (code, reason) => resolve({ code, reason: reason.toString() })));
    byCaller.socket.close(4002, 'enough');

    expect(told).toEqual({ code: 4001, reason: 'session expired' });
    expect(await heard).toEqual({ code: 4002, reason: 'enough' });
    expect(await byCaller.closed).toEqual({ code: 4002, reason: 'enough' });
  });

  it('ends with its caller', async () => {
    const session = await connect(url, { headers: openai });
    const provider = upstream.accepted.at(-1)!;
    const closed = new Promise((resolve) => provider.on('close', resolve));

    session.socket.terminate();

    expect(await closed).toBe(1006);
  });

  it('ends with its provider, with all that was said before', async () => {
    upstream.onSession = (session) => {
      session.send('x'.repeat(2_000_000), () => session.terminate());
    };
    const session = await connect(url, { headers: openai });

    const last = await session.next();

    expect(last.data).toHaveLength(2_000_000);
    expect((await session.closed).code).toBe(1006);
  });

  it('goes no faster than it is read', async () => {
    let sent = 0;
    upstream.onSession = (session) => {
      const piece = randomBytes(1_000_000);
      const more = () => {
        if (sent < 60) session.send(piece, { compress: false }, () => more());
        sent++;
      };
      more();
    };
    const session = await connect(url, { headers: openai, perMessageDeflate: false });
    session.socket.pause();
    const counts: number[] = [];
    await eventually(async () => {
      counts.push(sent);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return counts.length > 5 && counts.at(-1) === counts.at(-6);
    }, 'the provider never had to wait');
    const held = sent;

    session.socket.resume();
    let bytes = 0;
    for (let message = 0; message < 60; message++) bytes += (await session.next()).data.length;
    session.socket.close();

    expect(held).toBeLessThan(40);
    expect(bytes).toBe(60_000_000);
  });

  it('keeps what a caller says before it is answered', async () => {
    const heard = new Promise<string>((resolve) => {
      upstream.onSession = (session) => session.on('message', (data) => resolve((data as Buffer).toString()));
    });
    const frame = Buffer.concat([Buffer.from([0x81, 0x85, 0, 0, 0, 0]), Buffer.from('early')]);
    const lines = [
      'GET /v1/realtime HTTP/1.1',
      'host: localhost',
      'connection: Upgrade',
      'upgrade: WebSocket',
      'sec-websocket-version: 13',
      'sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==',
      'x-portkey-provider: openai',
      `authorization: ${PROVIDER_KEY}`,
    ];

    const socket = connectSocket(gateway.port, '127.0.0.1', () => {
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
      socket.write(frame);
    });
    const answer = await new Promise<string>((resolve) => socket.once('data', (chunk) => resolve(chunk.toString())));

    expect(await heard).toBe('early');
    expect(answer).toMatch(/^HTTP\/1\.1 101 /);
    expect(answer.toLowerCase()).toContain('sec-websocket-accept: ');
    expect(lastAsked().url).toBe('/v1/realtime');
    socket.destroy();
  });

  it('is what the OpenAI SDK talks to', async () => {
    upstream.onSession = (session) => {
      session.send('{"type":"session.created","event_id":"e1","session":{}}');
      session.on('message', () => session.send('{"type":"response.done","event_id":"e2","response":{}}'));
    };
    const client = new OpenAI({ apiKey: ADMIN_KEY, baseURL: `${gateway.url}/v1` });
    // It takes TLS for granted; here there is none to take off.
    const createConnection = () => connectSocket(gateway.port, '127.0.0.1');
    const realtime = new OpenAIRealtimeWS({ model: '@main/gpt-realtime', options: { createConnection } }, client);

    const done = new Promise((resolve, reject) => {
      realtime.on('error', reject);
      realtime.on('response.done', resolve);
    });
    realtime.on('session.created', () => realtime.send({ type: 'response.create' }));

    expect(await done).toMatchObject({ event_id: 'e2' });
    realtime.close();
    expect(lastAsked()).toMatchObject({ url: '/stored/realtime?model=gpt-realtime', headers: { authorization: `Bearer ${STORED_KEY}` } });
  });
});

describe('who may open a WebSocket', () => {
  const asked = async (headers: Record<string, string>, address = url) => {
    const session = await connect(address, { headers });
    session.socket.close();
    return lastAsked();
  };

  it('is one with a key, to whom stored credentials are lent', async () => {
    const key = { 'x-portkey-api-key': ADMIN_KEY };

    const environment = await asked({ ...key, 'x-portkey-provider': 'openai' });
    const virtual = await asked({ ...key, 'x-portkey-virtual-key': 'main' });
    const referred = await asked(key, `${gateway.url}/v1/realtime?model=@main/voice`);

    expect(environment.headers.authorization).toBe(`Bearer ${ENVIRONMENT_KEY}`);
    expect(virtual).toMatchObject({ url: '/stored/realtime?model=gpt-realtime', headers: { authorization: `Bearer ${STORED_KEY}` } });
    expect(referred.url).toBe('/stored/realtime?model=gpt-realtime-2');
    expect(JSON.stringify([environment, virtual, referred])).not.toContain(ADMIN_KEY);
  });

  it.each([
    ['nobody without a credential', { 'x-portkey-provider': 'openai' }, 401, '03'],
    ['nobody with a key that is not known', { ...openai, authorization: 'Bearer sk-sluice-unknown' }, 401, '03'],
    ['nobody whose provider is not there', { ...openai, 'x-portkey-provider': 'nobody' }, 400, 'invalid_provider'],
    ['nobody whose provider has no such thing', { ...openai, 'x-portkey-provider': 'groq' }, 400, 'unsupported_operation'],
    ['nobody who names a private host', { ...openai, 'x-portkey-custom-host': 'http://127.0.0.1:9' }, 400, 'invalid_custom_host'],
    ['nobody from another host', { ...openai, host: 'evil.example' }, 403, 'unknown_host'],
    ['no page of another origin without a key', { ...openai, origin: 'https://evil.example' }, 403, 'foreign_origin'],
    ['no page of no origin without a key', { ...openai, origin: 'null' }, 403, 'foreign_origin'],
  ] as const)('is %s', async (_who, headers, status, code) => {
    const before = upstream.asked.length;

    const reply = await refused(url, { headers });

    expect([reply.status, reply.json.error.code]).toEqual([status, code]);
    expect(reply.json).toMatchObject({ status: 'failure', success: false, message: expect.any(String) });
    expect(reply.headers).toMatchObject({ 'content-type': 'application/json', 'x-portkey-trace-id': expect.any(String) });
    expect(upstream.asked).toHaveLength(before);
  });

  it.each([
    ['of our own origin', { ...openai, origin: 'ORIGIN' }],
    ['of an origin that the operator lets in', { ...openai, origin: 'https://app.example' }],
    ['that brings a key of ours', { 'x-portkey-provider': 'openai', 'x-portkey-api-key': ADMIN_KEY, origin: 'https://evil.example' }],
  ])('is a page %s', async (_which, headers) => {
    const before = upstream.asked.length;

    await asked({ ...headers, origin: headers.origin.replace('ORIGIN', gateway.url) });

    expect(upstream.asked).toHaveLength(before + 1);
  });
});

describe('the subprotocols of a browser', () => {
  const open = async (subprotocols: string[], headers: Record<string, string> = {}) => {
    const session = await connect(`${gateway.url}/v1/realtime?model=gpt-realtime`, { subprotocols, headers });
    session.socket.close();
    return { chosen: session.socket.protocol, ...lastAsked() };
  };

  it('carry the provider’s key in OpenAI’s way', async () => {
    const { chosen, headers } = await open([
      'realtime',
      `openai-insecure-api-key.${PROVIDER_KEY}`,
      'openai-beta.realtime-v1',
      'x-portkey-provider.openai',
    ]);

    expect(chosen).toBe('realtime');
    expect(headers).toMatchObject({
      authorization: `Bearer ${PROVIDER_KEY}`,
      'sec-websocket-protocol': 'realtime, openai-beta.realtime-v1',
    });
  });

  it('carry a key of ours, and whatever else a header would', async () => {
    const inOpenAIsPlace = await open(['realtime', `openai-insecure-api-key.${ADMIN_KEY}`, 'x-portkey-virtual-key.main']);
    const inOurs = await open([
      'realtime',
      `x-portkey-api-key.${ADMIN_KEY}`,
      `x-sluice-config.${encodeURIComponent('{"virtual_key":"main"}')}`,
      `x-portkey-metadata.${encodeURIComponent('{"who":"Zoë"}')}`,
    ]);

    for (const { headers } of [inOpenAIsPlace, inOurs])
      expect(headers).toMatchObject({ authorization: `Bearer ${STORED_KEY}`, 'sec-websocket-protocol': 'realtime' });
    expect(JSON.stringify([inOpenAIsPlace, inOurs])).not.toContain(ADMIN_KEY);
  });

  it('count less than headers', async () => {
    const { headers } = await open(['realtime', 'openai-insecure-api-key.other', 'x-portkey-provider.nobody'], openai);

    expect(headers.authorization).toBe(`Bearer ${PROVIDER_KEY}`);
  });

  it.each([['x-portkey-metadata.%zz'], ['x-portkey-openai-organization.a%0d%0ax-evil%3A1']])('may not be %s', async (entry) => {
    const reply = await refused(url, { subprotocols: ['realtime', entry], headers: openai });

    expect([reply.status, reply.json.error.param]).toEqual([400, 'sec-websocket-protocol']);
  });
});

describe('a provider that gives no WebSocket', () => {
  it.each([
    ['401 Unauthorized', 'Incorrect API key provided', 'invalid_api_key'],
    ['404 Not Found', 'The model does not exist', 'model_not_found'],
    ['429 Too Many Requests', 'Slow down', 'rate_limit_exceeded'],
  ])('is quoted with its %s', async (status, message, code) => {
    upstream.refuse = refusal(status, JSON.stringify({ error: { message, type: 'its_type', param: null, code } }), [
      'content-type: application/json',
      'x-request-id: req_1',
      'retry-after: 7',
    ]);

    const reply = await refused(url, { headers: openai });

    expect(reply.status).toBe(Number(status.slice(0, 3)));
    expect(reply.json).toMatchObject({
      status: 'failure',
      provider: 'openai',
      error: { message: expect.stringContaining(`openai error: ${message}`), type: 'its_type', code },
    });
    expect(reply.headers).toMatchObject({ 'x-portkey-provider': 'openai', 'x-request-id': 'req_1', 'retry-after': '7' });
  });

  it('does not get its key quoted', async () => {
    upstream.refuse = refusal('401 Unauthorized', JSON.stringify({ error: { message: `Incorrect key ${ENVIRONMENT_KEY}` } }));

    const reply = await refused(url, { headers: { 'x-portkey-provider': 'openai', 'x-portkey-api-key': ADMIN_KEY } });

    expect(reply.json.message).toContain('[redacted]');
  });

  it('is a bad one where it answers as if nothing was asked', async () => {
    upstream.refuse = refusal('200 OK', '{}');

    const reply = await refused(url, { headers: openai });

    expect([reply.status, reply.json.error.code]).toEqual([502, 'not_upgraded']);
  });

  it('is one that hangs up, and one that is not there', async () => {
    upstream.refuse = (socket) => void socket.destroy();
    const hungUp = await refused(url, { headers: openai });
    const nobody = await freePort();
    const other = await startGateway({ environment: { OPENAI_BASE_URL: `http://127.0.0.1:${nobody}/v1` } });
    const absent = await refused(`${other.url}/v1/realtime`, { headers: openai });
    await other.stop();

    expect([hungUp.status, hungUp.json.error.code]).toEqual([502, 'connection_failed']);
    expect([absent.status, absent.json.error.code]).toEqual([502, 'connection_failed']);
  });

  it('is one that does not answer in time', async () => {
    upstream.refuse = () => {};

    const reply = await refused(url, { headers: { ...openai, ...config({ provider: 'openai', first_byte_timeout_ms: 200 }) } });

    expect([reply.status, reply.json.error.code]).toEqual([408, 'deadline_exceeded']);
  });

  it('is one that takes no connection in time', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as { port: number };
    const other = await startGateway({
      environment: { OPENAI_BASE_URL: `https://127.0.0.1:${port}/v1`, SLUICE_CONNECT_TIMEOUT_MS: '200' },
    });

    const reply = await refused(`${other.url}/v1/realtime`, { headers: openai });
    await other.stop();
    silent.close();

    expect([reply.status, reply.json.error.code, reply.headers['retry-after']]).toEqual([503, 'connect_timeout', '1']);
  });

  it('is hung up on when its caller has gone', async () => {
    const hungUp = new Promise((resolve) => {
      upstream.refuse = (socket) => void socket.resume().on('end', resolve);
    });
    const before = upstream.asked.length;
    const socket = connectSocket(gateway.port, '127.0.0.1', () =>
      socket.write(
        `GET /v1/realtime HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\nx-portkey-provider: openai\r\nauthorization: k\r\n\r\n`,
      ),
    );
    await eventually(() => upstream.asked.length > before, 'the provider was not asked');

    socket.destroy();

    expect(await hungUp).toBeUndefined();
    await eventually(() => gateway.output().includes('"status":499'), 'there is no record of a caller that went');
  });
});

describe('a config and a WebSocket', () => {
  const custom = () => ({ provider: 'openai', api_key: PROVIDER_KEY });

  it('passes over a target that has no such thing, and goes on from one that refuses', async () => {
    upstream.refuse = (socket, request) =>
      request.url!.includes('first') ? refusal('503 Service Unavailable', '{}')(socket) : refusal('429 Too Many Requests', '{}')(socket);
    const both = await refused(`${gateway.url}/v1/realtime`, {
      headers: config({
        strategy: { mode: 'fallback' },
        targets: [
          { provider: 'groq', api_key: 'k' },
          { ...custom(), override_params: { model: 'first' } },
          { ...custom(), override_params: { model: 'second' } },
        ],
      }),
    });

    expect(both.status).toBe(429);
    expect(upstream.asked.slice(-2).map((each) => each.url)).toEqual(['/v1/realtime?model=first', '/v1/realtime?model=second']);
    expect(both.headers['x-portkey-last-used-option-index']).toBe('config.targets[2]');
  });

  it('stops at the first target that gives one', async () => {
    const before = upstream.asked.length;

    const session = await connect(url, {
      headers: config({ strategy: { mode: 'fallback' }, retry: { attempts: 2 }, targets: [custom(), custom()] }),
    });
    session.socket.close();

    expect(upstream.asked).toHaveLength(before + 1);
    expect(session.headers['x-portkey-last-used-option-index']).toBe('config.targets[0]');
  });

  it('hangs up on the slower of two that were asked', async () => {
    const dropped = new Promise((resolve) => {
      upstream.refuse = (socket, request) => {
        upstream.refuse = undefined;
        // Too late to be of use, and then what it gives has to be let go.
        setTimeout(() => socket.write(`HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n`), 300);
        socket.resume().on('end', () => resolve(request.url));
      };
    });

    const session = await connect(url, {
      headers: config({ strategy: { mode: 'fallback', hedge_after_ms: 50 }, targets: [custom(), custom()] }),
    });
    session.socket.send('said to one');
    const { data } = await session.next();

    expect(data.toString()).toBe('said to one');
    expect(session.headers['x-portkey-last-used-option-index']).toBe('config.targets[1]');
    expect(await dropped).toBe('/v1/realtime?model=gpt-realtime');
    session.socket.close();
  });

  it('tries again what its policy lists', async () => {
    upstream.refuse = (socket) => {
      upstream.refuse = undefined;
      refusal('503 Service Unavailable', '{}')(socket);
    };

    const session = await connect(url, { headers: config({ ...custom(), retry: { attempts: 1, on_status_codes: [503] } }) });
    session.socket.close();

    expect(session.headers['x-portkey-retry-attempt-count']).toBe('1');
  });

  it('chooses by the model in the address', async () => {
    const condition = JSON.parse('{"query": {"params.model": {"$eq": "gpt-realtime"}}, "then": "voice"}') as unknown;
    const session = await connect(url, {
      headers: config({
        strategy: {
          mode: 'conditional',
          conditions: [condition],
          default: 'other',
        },
        targets: [
          { name: 'other', ...custom(), override_params: { model: 'wrong' } },
          { name: 'voice', ...custom() },
        ],
      }),
    });
    session.socket.close();

    expect(session.headers['x-portkey-last-used-option-index']).toBe('config.targets[1]');
    expect(lastAsked().url).toBe('/v1/realtime?model=gpt-realtime');
  });

  it('refuses checks that nobody would run', async () => {
    const check = { default: { contains: { words: ['x'], operator: 'none' } } };
    const before = upstream.asked.length;

    const reply = await refused(url, {
      headers: config({ ...custom(), input_guardrails: [{ 'default.contains': check.default.contains, deny: true }] }),
    });

    expect([reply.status, reply.json.error.code]).toEqual([400, 'not_built']);
    expect(reply.json.message).toContain('realtime');
    expect(upstream.asked).toHaveLength(before);
  });
});

describe('the address', () => {
  it('says what it is to one who does not ask for a WebSocket', async () => {
    const reply = await call(url, { headers: openai });

    expect([reply.status, reply.json.error.code]).toEqual([400, 'upgrade_required']);
  });

  it.each(['/v1/chat/completions', '/v1/files', '/v1/realtime/x', '/realtime', '/'])('is the only one: not %s', async (path) => {
    const reply = await refused(gateway.url + path, { headers: openai });

    expect([reply.status, reply.json.error.code]).toEqual([400, 'no_upgrade']);
  });

  it('has its neighbours passed through', async () => {
    const reply = await call(`${gateway.url}/v1/realtime/client_secrets`, { headers: openai, body: {} });

    expect(reply.status).toBe(404);
    expect(reply.headers['x-portkey-provider']).toBe('openai');
  });

  it('sees a way in circles', async () => {
    const port = await freePort();
    const circle = await startGateway({ environment: { PORT: String(port), TRUSTED_CUSTOM_HOSTS: '127.0.0.1' } });

    const reply = await refused(`${circle.url}/v1/realtime`, {
      headers: { ...openai, 'x-portkey-custom-host': `http://127.0.0.1:${port}/v1` },
    });
    await circle.stop();

    expect([reply.status, reply.json.error.code]).toEqual([508, 'loop_detected']);
  });
});

describe('the record of a WebSocket', () => {
  it('tells how long it was and how much went each way, and no secret', async () => {
    const own = await startGateway({ environment: { OPENAI_BASE_URL: `${upstream.origin}/v1`, OPENAI_API_KEY: ENVIRONMENT_KEY } });
    const session = await connect(`${own.url}/v1/realtime?model=gpt-realtime`, {
      subprotocols: ['realtime', `openai-insecure-api-key.${ADMIN_KEY}`, 'x-portkey-provider.openai'],
      perMessageDeflate: false,
    });
    session.socket.send('a'.repeat(100));
    await session.next();
    await new Promise((resolve) => setTimeout(resolve, 60));
    session.socket.close(1000);
    await session.closed;
    upstream.refuse = refusal('401 Unauthorized', JSON.stringify({ error: { message: `no such key: ${PROVIDER_KEY}` } }));
    await refused(`${own.url}/v1/realtime?model=gpt-realtime`, { headers: openai });

    const records = await own.records(2);
    const metrics = await call(`${own.url}/metrics`);
    await own.stop();

    expect(records[0]).toMatchObject({
      method: 'GET',
      path: '/v1/realtime',
      status: 101,
      provider: 'openai',
      model: 'gpt-realtime',
      stream: true,
      // A frame of a hundred bytes and one of goodbye, masked on their way up.
      bytes_up: 2 + 4 + 100 + 2 + 4 + 2,
      bytes_down: 2 + 100 + 2 + 2,
    });
    expect(records[0]!['ms']).toBeGreaterThanOrEqual(60);
    expect(records[0]).not.toHaveProperty('aborted');
    expect(records[1]).toMatchObject({ status: 401, provider: 'openai', fault: 'credential_refused' });
    expect(metrics.text).toContain('sluice_request_duration_seconds_count{provider="openai",status="101"} 1');
    for (const secret of [ADMIN_KEY, PROVIDER_KEY, ENVIRONMENT_KEY]) expect(own.output()).not.toContain(secret);
  });

  it('tells of a connection that broke', async () => {
    const own = await startGateway({ environment: { OPENAI_BASE_URL: `${upstream.origin}/v1` } });
    upstream.onSession = (session) =>
      session.on('message', () => (session as unknown as { _socket: { resetAndDestroy(): void } })._socket.resetAndDestroy());
    const session = await connect(`${own.url}/v1/realtime`, { headers: openai });

    session.socket.send('x');
    const { code } = await session.closed;
    const [record] = await own.records(1);
    await own.stop();

    expect(code).toBe(1006);
    expect(record).toMatchObject({ status: 101, aborted: true, fault: 'stream_broken' });
  });
});

describe('a gateway that stops', () => {
  it('waits for a WebSocket, and takes no new ones', async () => {
    const own = await startGateway({ environment: { OPENAI_BASE_URL: `${upstream.origin}/v1` } });
    const session = await connect(`${own.url}/v1/realtime`, { headers: openai });

    own.signal('SIGTERM');
    await eventually(
      () =>
        call(`${own.url}/health`).then(
          () => false,
          () => true,
        ),
      'new connections are still taken',
    );
    session.socket.send('still here');
    const { data } = await session.next();
    session.socket.close();
    const status = await own.exited;

    expect(data.toString()).toBe('still here');
    expect(status).toBe(0);
    expect(own.output()).not.toContain('longer than the drain');
    await own.stop();
  });

  it('waits no longer than it is told to', async () => {
    const own = await startGateway({ environment: { OPENAI_BASE_URL: `${upstream.origin}/v1`, SLUICE_DRAIN_TIMEOUT_MS: '300' } });
    const session = await connect(`${own.url}/v1/realtime`, { headers: openai });
    const provider = upstream.accepted.at(-1)!;
    const left = new Promise((resolve) => provider.on('close', resolve));
    upstream.refuse = () => {};
    const waiting = refused(`${own.url}/v1/realtime`, { headers: openai }).catch(() => 'cut');
    await eventually(() => upstream.asked.length > 0 && upstream.accepted.length > 0, 'nobody was asked');

    own.signal('SIGTERM');
    const signalled = performance.now();
    const status = await own.exited;

    expect(status).toBe(0);
    expect(performance.now() - signalled).toBeLessThan(3_000);
    expect((await session.closed).code).toBe(1006);
    expect(await left).toBe(1006);
    expect(await waiting).toBe('cut');
    expect(own.output()).toContain('longer than the drain');
    expect(own.output()).toMatch(/"status":101.*"aborted":true/);
    await own.stop();
  });
});
