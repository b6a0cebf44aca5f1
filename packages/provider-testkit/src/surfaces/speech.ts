import { insist } from '../judge/objection.ts';
import { objectIn, shown } from '../judge/members.ts';
import { media, reply } from '../judge/kinds.ts';
import { badKey, badModel } from './failures.ts';
import type { Form, Surface } from './feature.ts';
import { toneWav } from './samples.ts';

const ask = { input: 'Hello.', voice: 'alloy' };
const sound: Form = { form: { file: { name: 'tone.wav', type: 'audio/wav', bytes: toneWav() } } };

/** A tone has no words: an empty text is a right answer. */
const hasText = reply((given) => {
  const { text } = objectIn(given, 'the reply');
  insist(typeof text === 'string', `the text is ${shown(text)}`);
});

/** Words into sound. */
export const speech: Surface = {
  operation: 'speech',
  models: ['speech'],
  features: [
    {
      name: 'text',
      shows: 'a text is spoken',
      ask,
      members: ['input', 'voice'],
      judge: media(({ contentType, bytes }) => {
        insist(bytes.length > 0, 'no bytes came');
        insist(/^audio\/|octet-stream/.test(contentType), `the content type is ${shown(contentType)} and no sound`);
      }),
    },
    badKey(ask),
    badModel(ask),
  ],
};

/** Sound into words. */
export const transcriptions: Surface = {
  operation: 'transcriptions',
  models: ['transcription'],
  features: [
    { name: 'sound', shows: 'a sound is written down', ask: sound, members: ['file'], judge: hasText },
    badKey(sound),
    badModel(sound),
  ],
};

/** Sound into English words. */
export const translations: Surface = {
  operation: 'translations',
  models: ['translation', 'transcription'],
  features: [
    { name: 'sound', shows: 'a sound is translated', ask: sound, members: ['file'], judge: hasText },
    badKey(sound),
    badModel(sound),
  ],
};
