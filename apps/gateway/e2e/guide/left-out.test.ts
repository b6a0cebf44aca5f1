import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json } from './groq-schema.ts';
import { CALLER_KEY, setStage, STARTING_MS, type Stage } from './stage.ts';

const MESSAGES = [{ role: 'user', content: 'What is the capital of France?' }];

describe('what the Groq page says is left out or translated', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await setStage()), STARTING_MS);
  afterAll(async () => stage?.close(), STARTING_MS);

  const send = async (call: Json) => {
    const response = await fetch(`${stage.values.address}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-portkey-provider': 'groq', authorization: `Bearer ${CALLER_KEY}` },
      body: JSON.stringify(call),
    });
    const reply = await response.text();
    return { status: response.status, reply, received: JSON.parse(stage.groq.asked.at(-1)?.body.toString() ?? '{}') as Json };
  };

  it.each([
    'logprobs',
    'top_logprobs',
    'logit_bias',
    'store',
    'metadata',
    'prediction',
    'modalities',
    'audio',
    'verbosity',
    'web_search_options',
    'prompt_cache_key',
    'safety_identifier',
  ])('leaves out %s', async (name) => {
    const { status, received } = await send({ model: 'm', messages: MESSAGES, [name]: { any: 'thing' } });

    expect(status).toBe(200);
    expect(received).toEqual({ model: 'm', messages: MESSAGES });
  });

  it.each([
    ['n', { n: 2 }, {}],
    ['n of one', { n: 1 }, { n: 1 }],
    ['an empty list of tools', { tools: [] }, {}],
    ['service_tier default', { service_tier: 'default' }, { service_tier: 'on_demand' }],
    ['service_tier priority', { service_tier: 'priority' }, { service_tier: 'performance' }],
    ['service_tier scale', { service_tier: 'scale' }, {}],
    ['reasoning_effort minimal', { reasoning_effort: 'minimal' }, { reasoning_effort: 'low' }],
    ['reasoning_effort xhigh', { reasoning_effort: 'xhigh' }, { reasoning_effort: 'high' }],
    ['reasoning_effort max', { reasoning_effort: 'max' }, { reasoning_effort: 'high' }],
    ['a prompt that is not there', { prompt_id: 'none', variables: { tone: 'kind' } }, {}],
    ['toolChoice', { toolChoice: 'none' }, { tool_choice: 'none' }],
    ['what Groq alone knows', { search_settings: { country: 'fr' } }, { search_settings: { country: 'fr' } }],
  ])('sends %s as Groq takes it', async (_what, asked, expected) => {
    const call = { model: 'openai/gpt-oss-20b', messages: MESSAGES };

    const { status, received } = await send({ ...call, ...asked });

    expect(status).toBe(200);
    expect(received).toEqual({ ...call, ...expected });
  });

  it('gives other models than gpt-oss the one effort that they know', async () => {
    const { received } = await send({ model: 'qwen/qwen3.8-27b', messages: MESSAGES, reasoning_effort: 'max' });

    expect(received['reasoning_effort']).toBe('default');
  });

  it('sends history as Groq takes it', async () => {
    const messages = [
      { role: 'user', name: 'ann', content: 'Hi' },
      { role: 'assistant', content: 'Hello', reasoning_content: 'A greeting.', refusal: null, audio: null, annotations: [] },
      { role: 'tool', name: 'clock', tool_call_id: 'c1', content: '12:00' },
    ];

    const { status, received } = await send({ model: 'm', messages });

    expect(status).toBe(200);
    expect(received['messages']).toEqual([
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello', reasoning: 'A greeting.' },
      { role: 'tool', name: 'clock', tool_call_id: 'c1', content: '12:00' },
    ]);
  });
});
