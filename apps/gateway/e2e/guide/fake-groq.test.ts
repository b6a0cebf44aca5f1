import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startFakeGroq, type FakeGroq } from './fake-groq.ts';

const MESSAGES = [{ role: 'user', content: 'What is the capital of France?' }];

// A fake that took anything would let every other test here pass.
describe('the Groq that the examples are run against', () => {
  let groq: FakeGroq;
  beforeAll(async () => void (groq = await startFakeGroq({ keys: ['k'] })));
  afterAll(async () => groq.close());

  const ask = (more: object, key = 'k') =>
    fetch(`${groq.baseURL}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'm', messages: MESSAGES, ...more }),
    });

  it.each([
    ['prompt_id', { prompt_id: 'p' }],
    ['prompt_slug', { prompt_slug: 'p' }],
    ['variables', { variables: {} }],
    ['toolChoice', { toolChoice: 'auto' }],
    ['logprobs', { logprobs: false }],
    ['logit_bias', { logit_bias: {} }],
    ['metadata', { metadata: {} }],
    ['verbosity', { verbosity: 'low' }],
    ["'n'", { n: 2 }],
    ["'tools'", { tools: [] }],
    ['name', { messages: [{ role: 'user', name: 'ann', content: 'hi' }] }],
    ['reasoning_content', { messages: [{ role: 'assistant', content: 'hi', reasoning_content: 'so' }] }],
  ])('refuses %s, by name', async (name, more) => {
    const response = await ask(more);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining(name), type: 'invalid_request_error' } });
  });

  it('refuses a key that it does not know', async () => {
    const response = await ask({}, 'another');

    expect(response.status).toBe(401);
  });

  it('streams role, words, finish with usage, and the end', async () => {
    const response = await ask({ stream: true });

    const events = (await response.text()).split('\n\n').filter(Boolean);
    expect(events[0]).toContain('"delta":{"role":"assistant","content":""}');
    expect(events.at(-2)).toMatch(/"delta":\{\}.*"finish_reason":"stop".*"x_groq":\{"id":"req_.*"usage"/);
    expect(events.at(-1)).toBe('data: [DONE]');
  });
});
