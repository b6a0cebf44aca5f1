import Joi from 'joi';
import { inspectedText } from '../inspected-text.ts';
import { BOTH, defineCheck, NOT } from './check-kind.ts';

/** Counts without making a list: the text may be megabytes. */
function countWords(text: string): number {
  let words = 0;
  for (const _ of text.matchAll(/\S+/g)) words++;
  return words;
}

/** Ends a sentence where a space, the end or a closing mark follows; `3.14` goes on. Intl.Segmenter takes quadratic time over megabytes. */
function countSentences(text: string): number {
  let sentences = 0;
  let start = 0;
  for (const { 0: mark, index } of text.matchAll(/[.!?…]+|[。！？]+/g)) {
    const end = index + mark.length;
    if (!/[。！？]/.test(mark) && !/^["'”’)\]]{0,3}(?:\s|$)/.test(text.slice(end, end + 4))) continue;
    if (/\S/.test(text.slice(start, index))) sentences++;
    start = end;
  }
  return /[^\s"'”’)\]]/.test(text.slice(start)) ? sentences + 1 : sentences;
}

interface Counting {
  readonly id: string;
  /** As parameters name it: `Words` in `minWords`. */
  readonly unit: 'Words' | 'Sentences' | 'Characters';
  readonly count: (text: string) => number;
}

const counting = ({ id, unit, count }: Counting) =>
  defineCheck<Readonly<Record<string, unknown>>>({
    id,
    phases: BOTH,
    parameters: {
      [`min${unit}`]: Joi.number().integer().min(0).required(),
      [`max${unit}`]: Joi.number()
        .integer()
        .min(Joi.ref(`min${unit}`))
        .required(),
      not: NOT,
    },
    run({ subject, parameters }) {
      const found = count(inspectedText(subject));
      const min = Number(parameters[`min${unit}`]);
      const max = Number(parameters[`max${unit}`]);
      const not = parameters['not'] === true;
      const within = found >= min && found <= max;
      const things = unit.toLowerCase();
      return {
        verdict: within !== not,
        data: {
          [`${things.slice(0, -1)}Count`]: found,
          [`min${unit}`]: min,
          [`max${unit}`]: max,
          not,
          explanation: `The text has ${found} ${things}, ${within ? 'within' : 'outside'} ${min} to ${max}.`,
        },
      };
    },
  });

/** The number of words is in a range. */
export const wordCount = counting({ id: 'default.wordCount', unit: 'Words', count: countWords });

/** The number of sentences is in a range. */
export const sentenceCount = counting({ id: 'default.sentenceCount', unit: 'Sentences', count: countSentences });

/** The number of characters is in a range, counted as JavaScript does, which is how configs were written. */
export const characterCount = counting({ id: 'default.characterCount', unit: 'Characters', count: (text) => text.length });
