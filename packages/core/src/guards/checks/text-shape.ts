import Joi from 'joi';
import { inspectedText } from '../inspected-text.ts';
import { BOTH, defineCheck, NOT } from './check-kind.ts';

interface Shape {
  readonly id: string;
  /** What the text is, after "The text is": all upper case. */
  readonly what: string;
  readonly holds: (text: string) => boolean;
}

const shape = ({ id, what, holds }: Shape) =>
  defineCheck<{ not: boolean }>({
    id,
    phases: BOTH,
    parameters: { not: NOT },
    run({ subject, parameters: { not } }) {
      const held = holds(inspectedText(subject));
      return { verdict: held !== not, data: { not, explanation: `The text is ${held ? '' : 'not '}${what}.` } };
    },
  });

/** The text has no lower-case letter. */
export const alluppercase = shape({ id: 'default.alluppercase', what: 'all upper case', holds: (text) => text === text.toUpperCase() });

/** The text has no upper-case letter. */
export const alllowercase = shape({ id: 'default.alllowercase', what: 'all lower case', holds: (text) => text === text.toLowerCase() });

/** There is a text that is more than space. */
export const notNull = shape({ id: 'default.notNull', what: 'there', holds: (text) => /\S/.test(text) });

/** The text ends with a suffix. */
export const endsWith = defineCheck<{ suffix: string; not: boolean }>({
  id: 'default.endsWith',
  phases: BOTH,
  parameters: { suffix: Joi.string().required(), not: NOT },
  run({ subject, parameters: { suffix, not } }) {
    const ends = inspectedText(subject).endsWith(suffix);
    return { verdict: ends !== not, data: { suffix, not, explanation: `The text ${ends ? 'ends' : 'does not end'} with the suffix.` } };
  },
});
