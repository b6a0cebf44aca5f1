import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { curl } from './clients.ts';
import { bashAndCurl, describeWith } from './needs.ts';
import { extras } from './page.ts';
import { CALLER_KEY, RUNNING_MS, setStage, STARTING_MS, type Stage } from './stage.ts';

const SPOKEN = 'RIFF....WAVEParis is the capital of France.';

const example = (name: string) => ({ client: curl, topic: name, code: extras.get(name) ?? '' });

describeWith(bashAndCurl, 'sound, on the Groq page', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await setStage()), STARTING_MS);
  afterAll(async () => stage?.close(), STARTING_MS);

  it(
    'speaks',
    async () => {
      await stage.print(example('speech'), 'plain');

      expect(readFileSync(join(stage.folder, 'speech.wav'), 'utf8')).toBe(SPOKEN);
      expect(stage.groq.asked.at(-1)).toMatchObject({
        path: '/openai/v1/audio/speech',
        headers: { authorization: `Bearer ${CALLER_KEY}` },
      });
    },
    RUNNING_MS,
  );

  it.each([
    ['transcription', '/openai/v1/audio/transcriptions'],
    ['translation', '/openai/v1/audio/translations'],
  ])(
    'listens: %s',
    async (name, path) => {
      writeFileSync(join(stage.folder, 'speech.wav'), SPOKEN);

      const printed = await stage.print(example(name), 'plain');

      expect(JSON.parse(printed)).toMatchObject({ text: 'Paris is the capital of France.' });
      expect(stage.groq.asked.at(-1)).toMatchObject({ path, headers: { authorization: `Bearer ${CALLER_KEY}` } });
    },
    RUNNING_MS,
  );
});
