import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { portkeyNode } from './clients.ts';
import { describeClient } from './describe-client.ts';
import { PARIS } from './groq-answers.ts';
import { describeWith, nothing } from './needs.ts';
import { examples } from './page.ts';
import { RUNNING_MS, setStage, STARTING_MS, type Stage } from './stage.ts';

describeClient(portkeyNode, nothing);

describeWith(nothing, 'Portkey Node, pointed here by PORTKEY_BASE_URL', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await setStage()), STARTING_MS);
  afterAll(async () => stage?.close(), STARTING_MS);

  it.each(examples.filter(({ client, topic }) => client === portkeyNode && topic !== 'vision' && topic !== 'tools'))(
    'runs the block of the guide as it stands: $topic',
    async (example) => {
      const asInGuide = { ...example, code: portkeyNode.pointAtHosted(example.code) };

      const printed = await stage.print(asInGuide, 'plain', { PORTKEY_BASE_URL: stage.values.address });

      expect(printed).toBe(`${PARIS}\n`);
    },
    RUNNING_MS,
  );
});
