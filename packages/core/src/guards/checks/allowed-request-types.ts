import Joi from 'joi';
import { defineCheck } from './check-kind.ts';
import { REQUEST_TYPES } from './request-types.ts';

const types = Joi.array().items(Joi.string()).default([]);

/** The parameter, or the list that the metadata gives as words between commas. */
const listed = (given: readonly string[], metadata: string | undefined): readonly string[] =>
  (given.length > 0 ? given : (metadata ?? '').split(',')).map((type) => type.trim().toLowerCase()).filter((type) => type !== '');

/** The kind of request is among the allowed ones and not among the blocked ones. */
export const allowedRequestTypes = defineCheck<{ allowedTypes: readonly string[]; blockedTypes: readonly string[] }>({
  id: 'default.allowedRequestTypes',
  phases: ['before'],
  parameters: { allowedTypes: types, blockedTypes: types },
  run({ subject: { operation, metadata }, parameters }) {
    const requestType = REQUEST_TYPES[operation];
    const names = [requestType, operation].map((name) => name.toLowerCase());
    const allowed = listed(parameters.allowedTypes, metadata['supported_endpoints']);
    const blocked = listed(parameters.blockedTypes, metadata['blocked_endpoints']);
    const verdict = !names.some((name) => blocked.includes(name)) && (allowed.length === 0 || names.some((name) => allowed.includes(name)));
    return {
      verdict,
      data: {
        requestType,
        allowedTypes: allowed,
        blockedTypes: blocked,
        explanation: `The request type is ${verdict ? '' : 'not '}allowed.`,
      },
    };
  },
});
