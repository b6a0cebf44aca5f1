import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json } from './groq-schema.ts';
import { PARIS } from './groq-answers.ts';
import { page } from './page.ts';
import { CALLER_KEY, setStage, STARTING_MS, type Stage } from './stage.ts';

const RETIRED = 'gemma-7b-it';
const SUCCESSOR = 'openai/gpt-oss-20b';

/** The table on the page: what was asked for, and what lives. */
const onPage = [...page.matchAll(/^\| `([^`]+)` +\| `([^`]+)` +\|$/gm)].map(([, retired = '', successor = '']) => ({ retired, successor }));

const ask = ({ values }: Stage, model = RETIRED) =>
  fetch(`${values.address}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-portkey-provider': 'groq', authorization: `Bearer ${CALLER_KEY}` },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'What is the capital of France?' }] }),
  });

const modelsAsked = ({ groq }: Stage) => groq.asked.map(({ body }) => (JSON.parse(body.toString()) as Json)['model']);

describe('a model that Groq no longer serves', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await setStage({ retired: onPage.map(({ retired }) => retired) })), STARTING_MS);
  afterAll(async () => stage?.close(), STARTING_MS);

  it.each(onPage)(
    "is asked for all the same, and Groq's refusal names the living one of the page: $retired",
    async ({ retired, successor }) => {
      stage.groq.asked.length = 0;

      const response = await ask(stage, retired);

      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining(successor), code: 'model_decommissioned' } });
      expect(response.headers.get('x-sluice-model-substituted')).toBeNull();
      expect(modelsAsked(stage)).toEqual([retired]);
    },
  );
});

describe('with SLUICE_RETIRED_MODELS=substitute', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await setStage({ retired: [RETIRED], env: { SLUICE_RETIRED_MODELS: 'substitute' } })), STARTING_MS);
  afterAll(async () => stage?.close(), STARTING_MS);

  it('a retired model gives way to its successor, and the answer says so', async () => {
    const response = await ask(stage);

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ model: SUCCESSOR, choices: [{ message: { content: PARIS } }] });
    expect(response.headers.get('x-sluice-model-substituted')).toBe(`${RETIRED} -> ${SUCCESSOR}`);
    expect(modelsAsked(stage)).toEqual([RETIRED, SUCCESSOR]);
  });
});

describe('with SLUICE_RETIRED_MODELS=substitute and a successor that is gone too', () => {
  let stage: Stage;
  beforeAll(
    async () => void (stage = await setStage({ retired: [RETIRED, SUCCESSOR], env: { SLUICE_RETIRED_MODELS: 'substitute' } })),
    STARTING_MS,
  );
  afterAll(async () => stage?.close(), STARTING_MS);

  it('tries it once', async () => {
    const response = await ask(stage);

    expect(response.status).toBe(400);
    expect(modelsAsked(stage)).toEqual([RETIRED, SUCCESSOR]);
  });
});
