import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CALLER_KEY, setStage, STARTING_MS, STORED_KEY, type Stage } from './stage.ts';

const CALL = { model: 'm', messages: [{ role: 'user', content: 'What is the capital of France?' }] };

describe('what the Groq page says of keys', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await setStage()), STARTING_MS);
  afterAll(async () => stage?.close(), STARTING_MS);

  const send = async (headers: Readonly<Record<string, string>>, more: object = {}) => {
    stage.groq.asked.length = 0;
    const response = await fetch(`${stage.values.address}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ ...CALL, ...more }),
    });
    await response.arrayBuffer();
    return { status: response.status, keysSeen: stage.groq.asked.map(({ headers: { authorization } }) => authorization) };
  };

  it.each([
    ['no Sluice key', {}],
    ['an unknown one', { 'x-portkey-api-key': '$PORTKEY_API_KEY' }],
  ])('lets a Groq key pass on loopback with %s', async (_what, headers) => {
    const outcome = await send({ 'x-portkey-provider': 'groq', authorization: `Bearer ${CALLER_KEY}`, ...headers });

    expect(outcome).toEqual({ status: 200, keysSeen: [`Bearer ${CALLER_KEY}`] });
  });

  it.each([
    ['no Sluice key', {}],
    ['an unknown one', { 'x-portkey-api-key': '$PORTKEY_API_KEY' }],
    ['a Groq key only', { authorization: `Bearer ${CALLER_KEY}` }],
  ])('spends no virtual key for a caller with %s', async (_what, headers) => {
    const outcome = await send({ 'x-portkey-virtual-key': stage.values.virtualKey, ...headers });

    expect(outcome).toEqual({ status: 401, keysSeen: [] });
  });

  it.each([
    ['nothing', {}],
    ['what Python sends by default', { authorization: 'Bearer OPENAI_API_KEY' }],
    ['what Node sends by default', { authorization: 'Bearer DUMMY-KEY' }],
    ["the caller's own", { authorization: `Bearer ${CALLER_KEY}` }],
    ['the Sluice key once more', { authorization: 'Bearer sk-sluice-guide-caller-0123456789' }],
  ])('spends the virtual key whatever stands in Authorization: %s', async (_what, headers) => {
    const outcome = await send({
      'x-portkey-virtual-key': stage.values.virtualKey,
      'x-portkey-api-key': stage.values.sluiceKey,
      ...headers,
    });

    expect(outcome).toEqual({ status: 200, keysSeen: [`Bearer ${STORED_KEY}`] });
  });

  it.each(['prompt_id', 'prompt_slug', 'promptId', 'promptID', 'promptSlug'])('takes the name of a prompt as %s', async (name) => {
    const outcome = await send(
      { 'x-portkey-provider': 'groq', authorization: `Bearer ${CALLER_KEY}`, 'x-portkey-api-key': stage.values.sluiceKey },
      { [name]: 'my-custom-prompt' },
    );

    expect(outcome.status).toBe(200);
    expect(stage.groq.asked[0]?.body.toString()).toContain('Answer in one short sentence.');
  });

  it('uses no prompt for a caller without a Sluice key', async () => {
    const outcome = await send({ 'x-portkey-provider': 'groq', authorization: `Bearer ${CALLER_KEY}` }, { prompt_id: 'my-custom-prompt' });

    expect(outcome).toEqual({ status: 401, keysSeen: [] });
  });
});
