import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from './clients.ts';
import { expectedOf } from './expected.ts';
import { describeWith, type Need } from './needs.ts';
import { examples } from './page.ts';
import { picture } from './picture.ts';
import { RUNNING_MS, setStage, STARTING_MS, type Form, type Stage } from './stage.ts';
import { watch } from './watch.ts';

const FORMS: readonly Form[] = ['plain', 'streamed'];
const SMALL = picture(2_000);
const LARGE = picture(6_000_000);

/** Every example of one client, as the page prints it and streamed, through the gateway to a Groq that refuses what it does not know. */
export function describeClient(client: Client, need: Need): void {
  describeWith(need, `${client.name}, on the Groq page`, () => {
    describe.each(promptsFor(client))('with the prompt %s', (prompt) => {
      let stage: Stage;
      beforeAll(async () => void (stage = await setStage({ prompt })), STARTING_MS);
      afterAll(async () => stage?.close(), STARTING_MS);

      it.each(runsOf(client, prompt))(
        'runs the example: $example.topic, $form',
        async ({ example, form }) => {
          const run = { example, form, image: SMALL, prompt };

          const seen = await watch(stage, run);

          expect(seen).toEqual(expectedOf(run));
        },
        RUNNING_MS,
      );

      const withFile = runsOf(client, prompt).filter(({ example }) => example.code.includes('image.jpg'));
      if (withFile.length === 0) return; // As for curl, whose picture is in its text.
      it.each(withFile)(
        'shows a picture of six megabytes, $form',
        async ({ example, form }) => {
          const run = { example, form, image: LARGE, prompt };

          const seen = await watch(stage, run);

          // Compared apart: a difference of eight megabytes helps nobody.
          expect(seen.said).toBe(expectedOf(run).said);
          expect(seen.requests).toHaveLength(1);
        },
        RUNNING_MS,
      );
    });
  });
}

const promptsFor = (client: Client): ('found' | 'missing')[] => (runsOf(client, 'missing').length > 0 ? ['found', 'missing'] : ['found']);

/** Whether the prompt is there matters to the examples that name one, and only they run twice. */
const runsOf = (client: Client, prompt: 'found' | 'missing') =>
  examples
    .filter((example) => example.client === client && (prompt === 'found' || example.topic === 'prompt'))
    .flatMap((example) => FORMS.map((form) => ({ example, form })));
