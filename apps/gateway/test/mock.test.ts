import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type Gateway } from './support/gateway.ts';
import { call, CHAT } from './support/call.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ environment: { SLUICE_IDLE_TIMEOUT_MS: '300' } });
});
afterAll(() => gateway.stop());

const headers = { 'x-portkey-provider': 'mock' };
const ask = (mock: object | undefined, more: object = {}) =>
  call(`${gateway.url}/v1/chat/completions`, { headers, body: { ...CHAT, ...more, ...(mock && { mock }) } });
const events = (text: string) =>
  text
    .split('\n\n')
    .filter(Boolean)
    .map((event) => event.replace('data: ', ''));

describe('the mock provider', () => {
  it('answers the same to the same, with no key and no network', async () => {
    const [first, second] = [await ask(undefined), await ask(undefined)];

    expect(first.json.choices[0].message.content).toBe('This is the mock provider. You said: What is the capital of France?');
    expect(second.text).toBe(first.text);
  });

  it('fails with the status and the error that it is told', async () => {
    const limited = await ask({ status: 429, error: { message: 'too fast', code: 'rate_limit_exceeded' } });
    const broken = await ask({ error: 'no luck' });

    expect([limited.status, limited.json.error]).toEqual([
      429,
      { message: 'mock error: too fast', type: 'mock_error', param: null, code: 'rate_limit_exceeded' },
    ]);
    expect(broken.status).toBe(500);
  });

  it('waits before it answers', async () => {
    const started = performance.now();

    await ask({ delay_ms: 150 });

    expect(performance.now() - started).toBeGreaterThan(140);
  });

  it('is cut off by the deadlines that real ones have', async () => {
    const reply = await call(`${gateway.url}/v1/chat/completions`, {
      headers: { ...headers, 'x-portkey-request-timeout': '80' },
      body: { ...CHAT, mock: { delay_ms: 5000 } },
    });

    expect(reply.status).toBe(408);
  });

  it('streams in as many pieces as it is told, so far apart', async () => {
    const started = performance.now();

    const reply = await ask({ chunks: 4, gap_ms: 30 }, { stream: true, stream_options: { include_usage: true } });

    const parsed = events(reply.text)
      .slice(0, -1)
      .map((event) => JSON.parse(event) as { choices: { delta: { content?: string }; finish_reason: string | null }[]; usage?: unknown });
    expect(parsed.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toContain('You said');
    expect(parsed).toHaveLength(1 + 4 + 1 + 1);
    expect(parsed.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: expect.any(Number) } });
    expect(events(reply.text).at(-1)).toBe('[DONE]');
    expect(performance.now() - started).toBeGreaterThan(150);
  });

  it('calls tools, whole and streamed', async () => {
    const mock = { tool_calls: [{ name: 'weather', arguments: { city: 'Paris' } }] };

    const whole = await ask(mock);
    const streamed = await ask(mock, { stream: true });

    const call = { type: 'function', function: { name: 'weather', arguments: '{"city":"Paris"}' } };
    expect(whole.json.choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: { content: null, tool_calls: [call] } });
    expect(streamed.text).toContain('"finish_reason":"tool_calls"');
    expect(JSON.parse(events(streamed.text)[1]!).choices[0].delta.tool_calls).toEqual([expect.objectContaining({ index: 0, ...call })]);
  });

  it.each([
    [{ cut_after: 2 }, 'stream_broken'],
    [{ stall_after: 2 }, 'deadline_exceeded'],
    [{ error: { message: 'half way', code: 'mock_code' } }, 'mock_code'],
  ])('breaks a stream as it is told: %j', async (mock, code) => {
    const reply = await ask(mock, { stream: true });

    expect(reply.status).toBe(200);
    expect(reply.text).not.toContain('[DONE]');
    expect(JSON.parse(events(reply.text).at(-1)!).error.code).toBe(code);
  });

  it('takes directions from a config', async () => {
    const reply = await call(`${gateway.url}/v1/chat/completions`, {
      headers: { 'x-portkey-config': '{"provider":"mock","override_params":{"mock":{"status":503}}}' },
      body: CHAT,
    });

    expect(reply.status).toBe(503);
  });

  it('embeds, completes and lists its model', async () => {
    const embed = (more: object) => call(`${gateway.url}/v1/embeddings`, { headers, body: { model: 'mock', input: ['a', 'b'], ...more } });

    const floats = await embed({ dimensions: 4 });
    const base64 = await embed({ dimensions: 4, encoding_format: 'base64' });
    const completion = await call(`${gateway.url}/v1/completions`, { headers, body: { model: 'mock', prompt: 'hello' } });
    const models = await call(`${gateway.url}/v1/models`, { headers });
    const nothing = await call(`${gateway.url}/v1/files`, { headers });

    const decoded = Buffer.from(base64.json.data[0].embedding as string, 'base64');
    expect(floats.json.data[0].embedding).toHaveLength(4);
    expect([...new Float32Array(decoded.buffer.slice(decoded.byteOffset, decoded.byteOffset + 16))]).toEqual(floats.json.data[0].embedding);
    expect(completion.json).toMatchObject({ object: 'text_completion', choices: [{ text: expect.stringContaining('hello') }] });
    expect(models.json.data).toEqual([expect.objectContaining({ id: 'mock' })]);
    expect(nothing.status).toBe(404);
  });
});
