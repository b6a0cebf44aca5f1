import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { curl } from './clients.ts';
import { describeClient } from './describe-client.ts';
import { bashAndCurl, describeWith } from './needs.ts';
import { examples } from './page.ts';
import { eventsIn } from './said.ts';
import { RUNNING_MS, setStage, STARTING_MS, type Stage } from './stage.ts';

describeClient(curl, bashAndCurl);

describeWith(bashAndCurl, 'what curl receives', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await setStage()), STARTING_MS);
  afterAll(async () => stage?.close(), STARTING_MS);

  const runs = examples.filter(({ client }) => client === curl);

  it.each(runs)(
    "is Groq's answer, byte for byte: $topic",
    async (example) => {
      const printed = await stage.print(example, 'plain');

      expect(printed).toBe(stage.groq.asked.at(-1)?.reply);
    },
    RUNNING_MS,
  );

  it.each(runs)(
    "is Groq's stream, byte for byte, without what only the gateway asked for: $topic",
    async (example) => {
      const printed = await stage.print(example, 'streamed');

      const sent = eventsIn(stage.groq.asked.at(-1)?.reply ?? '').filter((event) => !event.includes('"choices":[]'));
      expect(printed).toBe(sent.map((event) => `data: ${event}\n\n`).join(''));
    },
    RUNNING_MS,
  );
});
