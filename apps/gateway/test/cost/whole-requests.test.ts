import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { call, type Reply } from '../support/call.ts';
import { ADMIN_KEY } from '../support/gateway.ts';
import { COMPLETION, json, startUpstream, type Answer, type Upstream } from '../support/upstream.ts';
import { startRecorded, type Recorded } from './recorded-costs.ts';

// A whole gateway with all its providers: a busy machine needs more than the usual five seconds.
jest.setTimeout(60_000);

let first: Upstream;
let second: Upstream;
let recorded: Recorded;
beforeAll(async () => {
  first = await startUpstream();
  second = await startUpstream();
  recorded = await startRecorded('{}');
});
afterAll(async () => {
  await recorded.stop();
  await first.close();
  await second.close();
});

const answer = json({ ...COMPLETION, usage: { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 } });

const failing: Answer = json({ error: { message: 'no', type: 'server_error' } }, 500);

const target = (upstream: Upstream, model: string, more: object = {}) => ({
  provider: 'openai',
  api_key: 'vendor-key-0123456789',
  custom_host: `${upstream.origin}/v1`,
  override_params: { model },
  ...more,
});

const ask = (config: object, body: object = {}): Promise<Reply> =>
  call(`${recorded.gateway.url}/v1/chat/completions`, {
    headers: { 'x-portkey-api-key': ADMIN_KEY, 'x-portkey-config': JSON.stringify(config) },
    body: { model: 'any', messages: [{ role: 'user', content: 'a'.repeat(396) }], ...body },
  });

const piece = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ ...COMPLETION, object: 'chat.completion.chunk', usage: undefined, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

/** Says 200 letters, and breaks off. */
const breaking: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (let each = 0; each < 4; each++) response.write(piece({ content: 'b'.repeat(50) }));
  setImmediate(() => response.destroy());
};

describe('the cost of a request', () => {
  it('is that of the try that was answered, where others were refused', async () => {
    let asked = 0;
    first.answer = (response, received) => (asked++ === 0 ? failing : answer)(response, received);

    const record = await recorded.recordOf(await ask({ ...target(first, 'gpt-4o'), retry: { attempts: 1, on_status_codes: [500] } }));

    // A refusal is free; 1,000 × 2.50 + 100 × 10 = 3,500.
    expect(record.tries.map(({ cost }) => cost)).toEqual([0, 0.0035]);
    expect(record.cost).toBe(0.0035);
  });

  it('is that of the target that took over', async () => {
    first.answer = failing;
    second.answer = answer;
    const config = { strategy: { mode: 'fallback' }, targets: [target(first, 'gpt-4o'), target(second, 'gpt-4.1')] };

    const record = await recorded.recordOf(await ask(config));

    // 1,000 × 2 + 100 × 8 = 2,800.
    expect(record.tries.map(({ cost }) => cost)).toEqual([0, 0.0028]);
    expect(record.cost).toBe(0.0028);
  });

  it('is estimated where an answer broke off before its counts', async () => {
    first.answer = breaking;

    const record = await recorded.recordOf(await ask(target(first, 'gpt-4o'), { stream: true }));

    // Four characters a token: 396 and the word `user` are 100, 200 letters 50. 100 × 2.50 + 50 × 10 = 750.
    expect(record.tries[0]!.used).toEqual({ input: 100, output: 50, estimated: true });
    expect(record.cost).toBeCloseTo(0.00075, 12);
  });

  it('is that of both parts of an answer that went on elsewhere', async () => {
    first.answer = breaking;
    second.answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(piece({ content: ' and the rest' }));
      response.write(piece({}, 'stop'));
      const usage = { prompt_tokens: 150, completion_tokens: 10, total_tokens: 160 };
      response.end(`data: ${JSON.stringify({ ...COMPLETION, object: 'chat.completion.chunk', choices: [], usage })}\n\ndata: [DONE]\n\n`);
    };
    const config = {
      strategy: { mode: 'fallback', on_stream_failure: 'continue' },
      targets: [target(first, 'gpt-4o'), target(second, 'gpt-4.1')],
    };

    const record = await recorded.recordOf(await ask(config, { stream: true }));

    // By estimate 100 × 2.50 + 50 × 10 = 750; told 150 × 2 + 10 × 8 = 380.
    expect(record.tries.map(({ why }) => why)).toEqual(['first', 'continuation']);
    expect(record.cost).toBeCloseTo(0.00113, 12);
    expect(record.used).toMatchObject({ input: 250, output: 60, estimated: true });
  });

  it('has what a target that lost the race will bill all the same', async () => {
    // It has the whole question, and is left before it has said anything.
    first.answer = () => {};
    second.answer = answer;
    const config = {
      strategy: { mode: 'fallback', hedge_after_ms: 50 },
      targets: [target(first, 'gpt-4o'), target(second, 'gpt-4.1')],
    };

    const record = await recorded.recordOf(await ask(config));

    // By estimate 100 × 2.50 = 250; told 1,000 × 2 + 100 × 8 = 2,800.
    expect(record.tries.map(({ why, lost = false, used }) => [why, lost, used?.estimated ?? false])).toEqual([
      ['first', true, true],
      ['hedge', false, false],
    ]);
    expect(record.cost).toBeCloseTo(0.00305, 12);
    // What was answered is what was used.
    expect(record.used).toMatchObject({ input: 1000, output: 100 });
  });

  it('is not known where that of one of its tries is not', async () => {
    first.answer = breaking;
    second.answer = answer;

    const record = await recorded.recordOf(await ask(target(first, 'model-of-tomorrow'), { stream: true }));

    expect(record.cost).toBeUndefined();
    expect(record.used).toMatchObject({ input: 100, output: 50 });
  });

  it('is nothing for an answer of the cache, and what it would have been is saved', async () => {
    first.answer = answer;
    const config = { ...target(first, 'gpt-4o'), cache: { mode: 'simple' } };
    const fresh = await recorded.recordOf(await ask(config, { user: 'cached' }));

    const kept = await recorded.recordOf(await ask(config, { user: 'cached' }));

    expect([fresh.cost, fresh.saved]).toEqual([0.0035, undefined]);
    expect(kept.cache).toBe('HIT');
    expect([kept.cost, kept.saved]).toEqual([0, 0.0035]);
  });
});
