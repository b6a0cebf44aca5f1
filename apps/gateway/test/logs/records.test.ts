import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LogEntry } from '@sluice/store/logs';
import { call, CHAT } from '../support/call.ts';
import { ADMIN_KEY, eventually } from '../support/gateway.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { COMPLETION, json, startUpstream, type Upstream } from '../support/upstream.ts';
import { recordsIn } from './records-in.ts';

let upstream: Upstream;
let gateway: InProcess;
beforeAll(async () => {
  upstream = await startUpstream(json(COMPLETION));
  gateway = await startInProcess({ GROQ_BASE_URL: `${upstream.origin}/v1`, SLUICE_LOG_BODY_BYTES: '4096' });
});
afterAll(async () => {
  await gateway.stop();
  await upstream.close();
});

const send = (body: unknown, headers: Record<string, string> = {}, path = '/chat/completions') =>
  call(`${gateway.url}/v1${path}`, {
    headers: { 'x-portkey-api-key': ADMIN_KEY, 'x-portkey-provider': 'groq', authorization: 'Bearer caller-canary-0123456789', ...headers },
    body: body as object,
  });

/** The record of a trace, once it is there. */
async function recordOf(trace: string): Promise<LogEntry> {
  let found: LogEntry | undefined;
  await eventually(async () => {
    [found] = (await recordsIn(gateway.dataDir)).filter((each) => each.trace === trace);
    return found !== undefined;
  }, `there is no record of ${trace}`);
  return found!;
}

describe('the record of a request', () => {
  it('has what was asked and answered, by whom, how long it took and what it cost', async () => {
    await send({ ...CHAT, model: 'openai/gpt-oss-20b' }, { 'x-portkey-trace-id': 'whole', 'x-portkey-metadata': '{"_user":"ann"}' });

    const record = await recordOf('whole');
    expect(record).toMatchObject({
      source: 'gateway',
      apiKeyName: 'admin',
      method: 'POST',
      path: '/v1/chat/completions',
      operation: 'chat',
      status: 200,
      aborted: false,
      streamed: false,
      provider: 'groq',
      model: 'openai/gpt-oss-20b',
      retries: 0,
      metadata: { _user: 'ann' },
      used: { input: 3, output: 2 },
      tries: [{ provider: 'groq', why: 'first', status: 200 }],
    });
    expect(record.cost).toBeGreaterThan(0);
    expect(record.timings.total).toBeGreaterThanOrEqual(record.timings.upstream);
    expect(JSON.parse(record.bodies!.request!)).toMatchObject({ model: 'openai/gpt-oss-20b' });
    expect(JSON.parse(record.bodies!.response!)).toMatchObject({ choices: COMPLETION.choices });
  });

  it('holds no secret, wherever it hides', async () => {
    const canary = 'caller-canary-0123456789';
    const marked = 'marked-canary-0123456789';
    const shaped = 'gsk_lookslikeakey0123456789';
    const content = `keys: ${canary} ${marked} ${shaped} ${encodeURIComponent(canary)} ${ADMIN_KEY}`;
    await send(
      { ...CHAT, messages: [{ role: 'user', content }] },
      {
        'x-portkey-trace-id': 'secrets',
        'x-portkey-metadata': JSON.stringify({ note: canary, other: shaped }),
        'x-portkey-sensitive-headers': 'x-mine',
        'x-mine': marked,
        'x-other-api-key': 'other-canary-0123456789',
        cookie: 'session=cookie-canary-0123456789',
        'user-agent': canary,
      },
    );

    const text = JSON.stringify(await recordOf('secrets'));
    expect(
      ['caller-canary', 'marked-canary', 'gsk_looks', 'other-canary', 'cookie-canary', ADMIN_KEY].filter((each) => text.includes(each)),
    ).toEqual([]);
    expect(text).toContain('[redacted]');
  });

  it('holds no part of a secret where a header, metadata or a message is cut, nor behind escapes', async () => {
    const secret = 'zq9CANARY+alpha/beta==7f';
    const escaped = secret.replaceAll(/./g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
    upstream.answer = json({ error: { message: `${'m '.repeat(994)}${secret}`, type: 'invalid_request_error' } }, 400);
    const body = `{"model":"m","messages":[{"role":"user","content":"${escaped} ${Buffer.from(`a${secret}`).toString('base64')}"}]}`;

    await send(Buffer.from(body), {
      authorization: `Bearer ${secret}`,
      'content-type': 'application/json',
      'x-portkey-trace-id': 'halves',
      'x-note': `${'y '.repeat(994)}${secret}`,
      'x-portkey-metadata': JSON.stringify({ cut: `${'y '.repeat(58)}${secret}` }),
    });

    const kept = JSON.stringify(await recordOf('halves'));
    upstream.answer = json(COMPLETION);
    expect(kept).toContain('y y y [redacted]');
    expect(kept).not.toMatch(/zq9C|0041|TkFSW|NBTk|Q0FOQV/);
  });

  it('has a long body cut on the border of a character, and says so', async () => {
    await send({ ...CHAT, messages: [{ role: 'user', content: 'ü'.repeat(20_000) }] }, { 'x-portkey-trace-id': 'long' });

    const { bodies } = await recordOf('long');
    expect(bodies!.cut).toContain('request');
    expect(Buffer.byteLength(bodies!.request!)).toBeLessThanOrEqual(4096);
    expect(Buffer.byteLength(bodies!.request!)).toBeGreaterThan(4000);
    expect(bodies!.request!).not.toContain('\ufffd');
  });

  it.each([['where the caller wishes it', { 'x-portkey-debug': 'false' }]])('has no bodies and no headers %s', async (why, headers) => {
    await send(CHAT, { ...headers, 'x-portkey-trace-id': why });

    const record = await recordOf(why);
    expect(record.bodies).toBeUndefined();
    expect(record.used).toMatchObject({ input: 3 });
  });

  it('has a stream as the reply that it comes to', async () => {
    await call(`${gateway.url}/v1/chat/completions`, {
      headers: { 'x-portkey-provider': 'mock', 'x-portkey-trace-id': 'stream' },
      body: { ...CHAT, stream: true },
    });

    const record = await recordOf('stream');
    expect(record).toMatchObject({ streamed: true, aborted: false, status: 200, cost: 0 });
    expect(JSON.parse(record.bodies!.response!)).toMatchObject({
      object: 'chat.completion',
      choices: [{ message: { role: 'assistant' } }],
    });
    expect(record.timings.firstToken).toBeGreaterThanOrEqual(0);
  });

  it('tells what had come of a stream that broke', async () => {
    await call(`${gateway.url}/v1/chat/completions`, {
      headers: { 'x-portkey-provider': 'mock', 'x-portkey-trace-id': 'broken' },
      body: { ...CHAT, stream: true, mock: { cut_after: 3 } },
    }).catch(() => undefined);

    const record = await recordOf('broken');
    expect(record.fault?.kind).toBe('stream_broken');
    expect(record.bodies!.response).toBeTruthy();
  });

  it('is not made of the gateway’s own pages', async () => {
    await call(`${gateway.url}/openapi.json`);
    await send(CHAT, { 'x-portkey-trace-id': 'after-own' });

    await recordOf('after-own');
    expect((await recordsIn(gateway.dataDir)).filter(({ path }) => path === '/openapi.json')).toEqual([]);
  });
});
