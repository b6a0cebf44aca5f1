import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from './clients.ts';
import { clients, curl } from './clients.ts';
import { setControlPlaneStage, type ControlPlaneStage } from './control-plane-stage.ts';
import { expectedOf } from './expected.ts';
import { bashAndCurl, describeWith, nothing, pythonClients, type Need } from './needs.ts';
import { examples } from './page.ts';
import { picture } from './picture.ts';
import { RUNNING_MS, STARTING_MS, type Form } from './stage.ts';
import { watch } from './watch.ts';

const FORMS: readonly Form[] = ['plain', 'streamed'];

/** The examples that need something to have been made before. */
const TOPICS = ['virtual-key', 'prompt'];

const needOf = ({ language }: Client): Need => ({ python: pythonClients, bash: bashAndCurl, node: nothing })[language];

let stage: ControlPlaneStage;
beforeAll(async () => void (stage = await setControlPlaneStage()), STARTING_MS);
afterAll(async () => stage?.close(), STARTING_MS);

const runs = examples
  .filter(({ topic }) => TOPICS.includes(topic))
  .flatMap((example) => FORMS.map((form) => ({ example, form, image: picture(2_000), prompt: 'found' as const })));

describe.each(clients)('$name, on a gateway that was furnished by its API alone', (client) => {
  describeWith(needOf(client), 'follows the guide', () => {
    it.each(runs.filter(({ example }) => example.client === client))(
      'from the first start to the answer: $example.topic, $form',
      async (run) => {
        const seen = await watch(stage, run);

        expect(seen).toEqual(expectedOf(run));
      },
      RUNNING_MS,
    );
  });
});

describe('the examples of the guide that need something made before', () => {
  it('are written for the clients that the guide has them for', () => {
    const told = TOPICS.map((topic) => examples.filter((example) => example.topic === topic).map(({ client }) => client.name));

    expect(told).toEqual([
      ['Portkey Python', 'Portkey Node', 'curl', 'OpenAI Python', 'OpenAI Node'],
      ['Portkey Python', 'Portkey Node', 'curl'],
    ]);
  });

  it(
    'end with what they name',
    async () => {
      const example = examples.find(({ client, topic }) => client === curl && topic === 'virtual-key')!;
      await stage.admin('DELETE', `/virtual-keys/${stage.values.virtualKey}`);

      const printed = await stage.print(example, 'plain');

      expect(JSON.parse(printed)).toMatchObject({ error: { message: expect.stringContaining(stage.values.virtualKey) } });
    },
    RUNNING_MS,
  );
});
