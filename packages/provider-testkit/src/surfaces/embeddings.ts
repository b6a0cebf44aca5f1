import { insist } from '../judge/objection.ts';
import { listIn, numberIn, objectIn, shown, textIn } from '../judge/members.ts';
import { reply } from '../judge/kinds.ts';
import { badKey, badModel } from './failures.ts';
import type { Surface } from './feature.ts';

const DIMENSIONS = 256;

const one = { input: 'The quick brown fox jumps over the lazy dog.' };

const dataIn = (given: unknown) => listIn(objectIn(given, 'the reply')['data'], 'data').map((each, at) => objectIn(each, `data[${at}]`));

function vectorsIn(given: unknown, count: number): readonly (readonly unknown[])[] {
  const data = dataIn(given);
  insist(data.length === count, `${count} texts were given and ${data.length} vectors came`);
  return data.map(({ embedding, index }, at) => {
    insist(index === at, `data[${at}].index is ${shown(index)}: clients take vectors by their place`);
    const vector = listIn(embedding, `data[${at}].embedding`);
    insist(vector.length > 0, `data[${at}].embedding is empty`);
    vector.forEach((value, place) => numberIn(value, `data[${at}].embedding[${place}]`));
    return vector;
  });
}

function isCounted(given: unknown): void {
  const usage = objectIn(objectIn(given, 'the reply')['usage'], 'usage');
  const prompt = numberIn(usage['prompt_tokens'], 'usage.prompt_tokens');
  const total = numberIn(usage['total_tokens'], 'usage.total_tokens');
  insist(prompt > 0 && total === prompt, `usage counts ${prompt} tokens in and ${total} in all, and nothing else comes out`);
}

/** Vectors of texts. */
export const embeddings: Surface = {
  operation: 'embeddings',
  models: ['embeddings'],
  features: [
    { name: 'text', shows: 'one text has its vector', ask: one, members: ['input'], judge: reply((given) => void vectorsIn(given, 1)) },
    {
      name: 'many',
      shows: 'several texts have theirs, in order and of one length',
      ask: { input: ['The quick brown fox', 'jumps over the lazy dog.'] },
      members: ['input'],
      judge: reply((given) => {
        const [first, second] = vectorsIn(given, 2);
        insist(first?.length === second?.length, `one vector has ${first?.length} numbers and the other ${second?.length}`);
      }),
    },
    { name: 'usage', shows: 'tokens are counted', ask: one, members: ['input'], judge: reply(isCounted) },
    {
      name: 'dimensions',
      shows: 'the length that is asked for is kept to',
      ask: { ...one, dimensions: DIMENSIONS },
      members: ['dimensions'],
      excusedBy: ['dimensions'],
      judge: reply((given) => {
        const length = vectorsIn(given, 1)[0]?.length;
        insist(length === DIMENSIONS, `${DIMENSIONS} numbers were asked for and ${length} came`);
      }),
    },
    {
      name: 'base64',
      shows: 'vectors come as base64, as OpenAI’s own clients ask for them',
      ask: { ...one, encoding_format: 'base64' },
      members: ['encoding_format'],
      excusedBy: ['encoding_format=base64'],
      judge: reply((given) => {
        const text = textIn(dataIn(given)[0]?.['embedding'], 'data[0].embedding');
        const floats = /^[A-Za-z0-9+/]+=*$/.test(text) && atob(text).length % 4 === 0;
        insist(floats, `data[0].embedding is ${shown(text)} and not base64 of floats`);
      }),
    },
    badKey(one),
    badModel(one),
  ],
};
