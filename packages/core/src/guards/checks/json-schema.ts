import Joi from 'joi';
import { inspectedText } from '../inspected-text.ts';
import type { JsonRecord } from '../subject.ts';
import { BOTH, defineCheck, NOT } from './check-kind.ts';
import { jsonInText } from './json-in-text.ts';
import { compileSchema, type JsonValidator } from './json-validator.ts';

/** Compiling costs far more than validating, and the parameters of a hook live as long as its config. */
const validators = new WeakMap<JsonRecord, JsonValidator>();

function validatorOf(schema: JsonRecord): JsonValidator {
  const known = validators.get(schema);
  if (known) return known;
  const validator = compileSchema(schema);
  validators.set(schema, validator);
  return validator;
}

/** A value that cannot be validated, as one nested too deep, is not valid: it must not pass for being odd. */
function validates(validator: JsonValidator, value: unknown): boolean {
  try {
    return validator(value);
  } catch {
    return false;
  }
}

/** Some JSON in the text is as a schema says. */
export const jsonSchema = defineCheck<{ schema: JsonRecord; not: boolean }>({
  id: 'default.jsonSchema',
  phases: BOTH,
  parameters: {
    schema: Joi.object()
      .required()
      .custom((schema: JsonRecord) => {
        validatorOf(schema);
        return schema;
      }),
    not: NOT,
  },
  run({ subject, parameters: { schema, not } }) {
    const validator = validatorOf(schema);
    let found = false;
    for (const value of jsonInText(inspectedText(subject))) {
      found = true;
      if (validates(validator, value)) return { verdict: !not, data: { not, explanation: 'The text has JSON that matches the schema.' } };
    }
    return { verdict: not, data: { not, explanation: found ? 'No JSON in the text matches the schema.' : 'The text has no JSON.' } };
  },
});
