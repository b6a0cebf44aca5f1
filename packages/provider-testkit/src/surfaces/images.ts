import { insist } from '../judge/objection.ts';
import { listIn, objectIn } from '../judge/members.ts';
import { reply } from '../judge/kinds.ts';
import { badKey, badModel } from './failures.ts';
import type { Form, Surface } from './feature.ts';
import { pngBytes } from './samples.ts';

const prompt = { prompt: 'A red square on white ground.', n: 1 };

const image = { name: 'square.png', type: 'image/png', bytes: pngBytes() };
const edit: Form = { form: { prompt: 'Make it blue.', image } };
const variation: Form = { form: { image } };

const isPicture = reply((given) => {
  const data = listIn(objectIn(given, 'the reply')['data'], 'data');
  insist(data.length > 0, 'data is empty');
  const { b64_json: base64, url } = objectIn(data[0], 'data[0]');
  const told = [base64, url].some((value) => typeof value === 'string' && value !== '');
  insist(told, 'data[0] has neither b64_json nor url');
});

/** Pictures from words. */
export const images: Surface = {
  operation: 'images',
  models: ['images'],
  features: [
    { name: 'text', shows: 'a picture is made', ask: prompt, members: ['prompt'], judge: isPicture },
    badKey(prompt),
    badModel(prompt),
  ],
};

/** Pictures from pictures and words. */
export const imageEdits: Surface = {
  operation: 'imageEdits',
  models: ['image_edits', 'images'],
  features: [
    { name: 'picture', shows: 'a picture is changed', ask: edit, members: ['image'], judge: isPicture },
    badKey(edit),
    badModel(edit),
  ],
};

/** Pictures like a picture. */
export const imageVariations: Surface = {
  operation: 'imageVariations',
  models: ['images'],
  features: [{ name: 'picture', shows: 'a picture is varied', ask: variation, members: ['image'], judge: isPicture }, badKey(variation)],
};
