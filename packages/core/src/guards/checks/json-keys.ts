import Joi from 'joi';
import { inspectedText } from '../inspected-text.ts';
import { isRecord } from '../subject.ts';
import { BOTH, defineCheck, meets, operator, type Operator } from './check-kind.ts';
import { jsonInText } from './json-in-text.ts';

/** Some JSON object in the text has any, all or none of some keys. */
export const jsonKeys = defineCheck<{ keys: readonly string[]; operator: Operator }>({
  id: 'default.jsonKeys',
  phases: BOTH,
  parameters: { keys: Joi.array().items(Joi.string()).min(1).required(), operator: operator('any') },
  run({ subject, parameters: { keys, operator: how } }) {
    let presentKeys: readonly string[] | undefined;
    for (const value of jsonInText(inspectedText(subject))) {
      if (!isRecord(value)) continue;
      presentKeys = keys.filter((key) => Object.hasOwn(value, key));
      if (meets(keys, presentKeys, how)) return { verdict: true, data: data(keys, presentKeys, how) };
    }
    return { verdict: false, data: data(keys, presentKeys, how) };
  },
});

const data = (keys: readonly string[], presentKeys: readonly string[] | undefined, how: Operator) => ({
  operator: how,
  presentKeys: presentKeys ?? [],
  missingKeys: keys.filter((key) => !presentKeys?.includes(key)),
  explanation: presentKeys ? `The JSON object has ${presentKeys.length} of the ${keys.length} keys.` : 'The text has no JSON object.',
});
