import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { Heard } from '../../test/support/stand-ins/heard.ts';
import type { StandIn } from '../../test/support/stand-ins/stand-in.ts';
import type { Script } from '../../test/support/stand-ins/turn.ts';
import { describeWith, python } from '../guide/needs.ts';
import { runProgram } from '../guide/run-program.ts';
import { pythonSDKs } from './python-sdks.ts';
import { startStage, STARTING_MS, type Stage } from './stage.ts';
import { CALLS, HELLO, RESULTS, ROME, ROME_AS_JSON, TWO_LOOKS } from './story.ts';

/** What a provider says next, the question says: a program asks all of them, one after the other. */
function script({ heard }: StandIn): Script {
  const { model, schema, tools, results } = heard.at(-1) as Heard;
  if (model === 'limited') return { kind: 'refuse', failure: { status: 429, message: 'Too many requests', retryAfterS: 7 } };
  if (schema !== undefined) return { kind: 'say', turn: ROME_AS_JSON };
  if (results.length > 0) return { kind: 'say', turn: { text: 'Rain, and sun.' } };
  return { kind: 'say', turn: tools.length > 0 ? TWO_LOOKS : HELLO };
}

const RUNS = [
  ...['anthropic', 'google', 'bedrock Claude', 'groq', 'openai'].map((name) => ({ client: 'anthropic', name })),
  ...['openai', 'anthropic', 'google', 'bedrock Claude', 'mistral-ai'].map((name) => ({ client: 'openai', name })),
  ...['groq', 'anthropic'].map((name) => ({ client: 'groq', name })),
  ...['mistral-ai', 'anthropic'].map((name) => ({ client: 'mistral', name })),
  { client: 'cohere', name: 'cohere' },
];

const RUNNING_MS = 70_000;

describeWith(pythonSDKs, 'the SDKs of Python', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage([...new Set(RUNS.map(({ name }) => name))], { script });
  }, STARTING_MS);
  afterAll(async () => stage?.close());

  describe.each(RUNS)('$client, answered by $name', ({ client, name }) => {
    it(
      'is led through hello, tools, a schema and a limit',
      async () => {
        const place = stage.at(name);
        place.standIn.forget();

        const ran = await runProgram(
          python,
          [join(import.meta.dirname, `python/${client}_client.py`), stage.origin, stage.key, place.slug, place.model],
          { cwd: import.meta.dirname, env: { PYTHONDONTWRITEBYTECODE: '1' } },
        );

        expect(ran).toMatchObject({ exitCode: 0 });
        expect(JSON.parse(ran.stdout)).toMatchObject({
          whole: HELLO.text,
          streamed: HELLO.text,
          usage: [100, 30],
          calls: CALLS,
          answer: 'Rain, and sun.',
          city: ROME,
          limit: { status: 429, wait: '7' },
        });
        expect(JSON.parse(ran.stdout)).toHaveProperty('pieces', expect.any(Number));
        expect((JSON.parse(ran.stdout) as { pieces: number }).pieces).toBeGreaterThan(1);
        expect(place.standIn.refused).toEqual([]);
        expect(place.standIn.heard.find(({ results }) => results.length > 0)?.results.map(({ text }) => text)).toEqual(RESULTS);
      },
      RUNNING_MS,
    );
  });
});
