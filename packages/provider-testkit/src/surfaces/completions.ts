import { insist } from '../judge/objection.ts';
import { isObject, listIn, objectIn, textIn } from '../judge/members.ts';
import { counts } from '../judge/chat-features.ts';
import { reply, stream } from '../judge/kinds.ts';
import { badKey, badModel } from './failures.ts';
import type { Surface } from './feature.ts';

const prompt = { prompt: 'Once upon a time', max_tokens: 24 };

const textOf = (given: unknown) => textIn(firstOf(given)['text'], 'choices[0].text');
const firstOf = (given: unknown) => objectIn(listIn(objectIn(given, 'the reply')['choices'], 'choices')[0], 'choices[0]');
const usageIn = (usage: unknown) => counts({ text: '', reasoning: '', calls: [], finish: '', usage });

function goesOn(chunks: readonly unknown[]): void {
  const choices = chunks.flatMap((chunk) => listIn(objectIn(chunk, 'a chunk')['choices'] ?? [], 'choices')).filter(isObject);
  textIn(choices.map(({ text }) => (typeof text === 'string' ? text : '')).join(''), 'the text of all chunks');
  const ends = choices.filter((choice) => typeof choice['finish_reason'] === 'string').length;
  insist(ends === 1, `the stream tells ${ends} finish_reasons and not one`);
}

/** OpenAI's older completions. */
export const completions: Surface = {
  operation: 'completions',
  models: ['completions'],
  features: [
    { name: 'text', shows: 'a text is gone on with', ask: prompt, members: ['prompt'], judge: reply(textOf) },
    { name: 'stream', shows: 'it comes in pieces', ask: { ...prompt, stream: true }, members: ['stream'], judge: stream(goesOn) },
    {
      name: 'usage',
      shows: 'tokens are counted',
      ask: prompt,
      members: ['prompt'],
      judge: reply((given) => usageIn(objectIn(given, 'the reply')['usage'])),
    },
    badKey(prompt),
    badModel(prompt),
  ],
};
