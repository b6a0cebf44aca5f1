import type { Asked, Frame, Json, StreamReader } from '@sluice/provider-sdk';
import { ChatChunks, jsonIn, textIn } from '@sluice/provider-sdk/chat';
import { finishOf, hear } from './message.ts';
import { readDurations, readUsage, secondsOf } from './usage.ts';

/** One stream of `/api/chat`: a message a line, each a piece of the answer, the last of them `done`. */
export function readStream(asked: Asked): StreamReader {
  const chunks = new ChatChunks(asked);
  let begun = false;
  let calls = 0;
  return {
    read: ({ data }: Frame): readonly Json[] => {
      const said = jsonIn(data);
      if (!said) return [];
      const heard = hear(said, asked, calls);
      if (!begun) chunks.about({ model: said['model'], createdS: secondsOf(said['created_at']) });
      begun = true;
      const choice = chunks.choice();
      choice.reasoning(heard.thinking);
      if (heard.logprobs) choice.logprobs(heard.text, heard.logprobs);
      else choice.text(heard.text);
      for (const image of heard.images) choice.image(image);
      // Calls come whole, in one line or in several.
      for (const call of heard.calls) choice.call(calls++, call);
      if (said['done'] === true) {
        const reason = textIn(said['done_reason']);
        const durations = readDurations(said);
        choice.finish(finishOf(reason, choice.called), reason);
        if (durations) chunks.extras(durations);
        chunks.usage(readUsage(said));
      }
      return chunks.take();
    },
    end: () => chunks.end(),
  };
}
