import Joi from 'joi';
import { inspectedText } from '../inspected-text.ts';
import { BOTH, defineCheck, meets, operator, type Operator } from './check-kind.ts';

/** The text contains any, all or none of some words; their case matters. */
export const contains = defineCheck<{ words: readonly string[]; operator: Operator }>({
  id: 'default.contains',
  phases: BOTH,
  parameters: { words: Joi.array().items(Joi.string()).min(1).required(), operator: operator('any') },
  run({ subject, parameters: { words, operator: how } }) {
    const text = inspectedText(subject);
    const foundWords = words.filter((word) => text.includes(word));
    const missingWords = words.filter((word) => !foundWords.includes(word));
    return {
      verdict: meets(words, foundWords, how),
      data: {
        operator: how,
        foundWords,
        missingWords,
        explanation: `The text contains ${foundWords.length} of the ${words.length} words.`,
      },
    };
  },
});
