import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { portkeyPython } from './clients.ts';
import { describeClient } from './describe-client.ts';
import { PARIS } from './groq-answers.ts';
import { describeWith, pythonClients } from './needs.ts';
import { examples } from './page.ts';
import { RUNNING_MS, setStage, STARTING_MS, type Stage } from './stage.ts';

describeClient(portkeyPython, pythonClients);

describeWith(pythonClients, 'Portkey Python, pointed here by PORTKEY_PROXY', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await setStage()), STARTING_MS);
  afterAll(async () => stage?.close(), STARTING_MS);

  it.each(examples.filter(({ client, topic }) => client === portkeyPython && topic !== 'vision' && topic !== 'tools'))(
    'runs the block of the guide as it stands: $topic',
    async (example) => {
      const asInGuide = { ...example, code: portkeyPython.pointAtHosted(example.code) };

      const printed = await stage.print(asInGuide, 'plain', { PORTKEY_PROXY: stage.values.address });

      expect(printed).toBe(`${PARIS}\n`);
    },
    RUNNING_MS,
  );
});
