import Joi from 'joi';
import { inspectedText } from '../inspected-text.ts';
import { compileRegex } from '../safe-regex.ts';
import { BOTH, defineCheck, NOT } from './check-kind.ts';

/** The text matches a regular expression. */
export const regexMatch = defineCheck<{ rule: string; not: boolean }>({
  id: 'default.regexMatch',
  phases: BOTH,
  parameters: {
    rule: Joi.string()
      .required()
      .custom((rule: string) => {
        compileRegex(rule);
        return rule;
      }),
    not: NOT,
  },
  run({ subject, parameters: { rule, not } }) {
    const matched = compileRegex(rule).test(inspectedText(subject));
    return {
      verdict: matched !== not,
      data: { regexPattern: rule, not, explanation: `The text ${matched ? 'matches' : 'does not match'} the pattern.` },
    };
  },
});
