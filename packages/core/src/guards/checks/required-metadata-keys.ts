import Joi from 'joi';
import { defineCheck, meets, operator, type Operator } from './check-kind.ts';

/** The metadata has any, all or none of some keys. */
export const requiredMetadataKeys = defineCheck<{ metadataKeys: readonly string[]; operator: Operator }>({
  id: 'default.requiredMetadataKeys',
  phases: ['before'],
  parameters: { metadataKeys: Joi.array().items(Joi.string()).min(1).required(), operator: operator('all') },
  run({ subject: { metadata }, parameters: { metadataKeys, operator: how } }) {
    const presentKeys = metadataKeys.filter((key) => Object.hasOwn(metadata, key));
    const missingKeys = metadataKeys.filter((key) => !presentKeys.includes(key));
    return {
      verdict: meets(metadataKeys, presentKeys, how),
      data: {
        operator: how,
        presentKeys,
        missingKeys,
        explanation: `The metadata has ${presentKeys.length} of the ${metadataKeys.length} keys.`,
      },
    };
  },
});
