import Joi from 'joi';
import { documentOf } from '../subject.ts';
import { inspectedText, replaceText } from '../inspected-text.ts';
import { compileRegex, type SafeRegex } from '../safe-regex.ts';
import { BOTH, defineCheck } from './check-kind.ts';

/** A rule as a bare pattern, or as `/pattern/flags`. */
function readRule(rule: string): SafeRegex {
  const literal = /^\/(.+)\/([a-z]*)$/s.exec(rule);
  return literal ? compileRegex(literal[1] ?? '', literal[2]) : compileRegex(rule);
}

/** Every match in the text is replaced. */
export const regexReplace = defineCheck<{ rule: string; redactText: string; failOnDetection: boolean }>({
  id: 'default.regexReplace',
  phases: BOTH,
  rewrites: true,
  parameters: {
    rule: Joi.string()
      .required()
      .custom((rule: string) => {
        readRule(rule);
        return rule;
      }),
    redactText: Joi.string().allow('').max(1000).default('[REDACTED]'),
    failOnDetection: Joi.boolean().default(false),
  },
  run({ subject, parameters: { rule, redactText, failOnDetection } }) {
    const regex = readRule(rule);
    const detected = regex.test(inspectedText(subject));
    if (!detected) return { verdict: true, data: { regexPattern: rule, detected, explanation: 'The text does not match the pattern.' } };
    try {
      const document = replaceText(subject, (text) => regex.replaceAll(text, redactText));
      const changed = document !== documentOf(subject);
      return {
        verdict: !failOnDetection,
        data: { regexPattern: rule, detected, explanation: `The text matches the pattern${changed ? ' and was rewritten' : ''}.` },
        document,
      };
    } catch (error) {
      // Not thrown: a check that throws passes, and this text still holds what was to be taken out.
      return {
        verdict: false,
        data: { regexPattern: rule, detected, explanation: 'The text matches the pattern and could not be rewritten.' },
        error: error instanceof Error ? error : new Error('the text could not be rewritten'),
      };
    }
  },
});
