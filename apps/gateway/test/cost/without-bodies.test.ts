import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { recordsIn } from '../logs/records-in.ts';
import { call } from '../support/call.ts';
import { ADMIN_KEY, eventually } from '../support/gateway.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { COMPLETION, json, startUpstream, type Answer, type Upstream } from '../support/upstream.ts';

jest.setTimeout(60_000);

let upstream: Upstream;
let gateway: InProcess;
beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startInProcess({ OPENAI_BASE_URL: `${upstream.origin}/v1`, SLUICE_LOG_BODIES: 'off' });
});
afterAll(async () => {
  await gateway?.stop();
  await upstream.close();
});

const sound: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'audio/mpeg' });
  response.end(Buffer.alloc(64));
};
const counted = json({ ...COMPLETION, usage: { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 } });

describe('what a request costs of which no word is kept', () => {
  it.each([
    {
      what: 'two pictures',
      path: '/images/generations',
      body: { model: 'dall-e-3', prompt: 'a lighthouse', n: 2, size: '1024x1024', quality: 'standard' },
      answer: json({ created: 1, data: [{ url: 'http://127.0.0.1/1' }, { url: 'http://127.0.0.1/2' }] }),
      // 2 × $0.04.
      cost: 0.08,
    },
    {
      what: 'a thousand characters spoken',
      path: '/audio/speech',
      body: { model: 'tts-1', voice: 'alloy', input: '🗼'.repeat(1000) },
      answer: sound,
      // 1,000 × $15/M, and an emoji is one of them.
      cost: 0.015,
    },
    {
      what: 'the flex tier',
      path: '/chat/completions',
      body: { model: 'gpt-5', service_tier: 'flex', messages: [{ role: 'user', content: 'France?' }] },
      answer: counted,
      // 1,000 × $0.625/M + 100 × $5/M.
      cost: 0.001125,
    },
  ])('is known of $what', async ({ what, path, body, answer, cost }) => {
    upstream.answer = answer;

    const { status } = await call(`${gateway.url}/v1${path}`, {
      headers: {
        'x-portkey-api-key': ADMIN_KEY,
        'x-portkey-provider': 'openai',
        authorization: 'Bearer vendor-key-0123456789',
        'x-portkey-trace-id': what,
      },
      body,
    });

    expect(status).toBe(200);
    const record = async () => (await recordsIn(gateway.dataDir)).find(({ trace }) => trace === what);
    await eventually(async () => (await record()) !== undefined, 'there is no record');
    expect(await record()).toMatchObject({ bodies: undefined, cost: expect.closeTo(cost, 9) });
  });
});
