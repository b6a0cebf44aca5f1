// oxlint-disable unicorn/no-thenable -- `then` is a word of joi's and of the config language
import { FAULTS } from '@sluice/provider-sdk';
import Joi from 'joi';
import { OWN_MODES } from '../strategies/modes.ts';

const statusCodes = Joi.array().items(Joi.number().integer().min(100).max(599));

/** Wire spec §9.5. */
const breaker = Joi.object({
  failure_threshold: Joi.number().integer().min(1),
  failure_threshold_percentage: Joi.number().greater(0).max(100),
  minimum_requests: Joi.number().integer().min(1),
  cooldown_interval: Joi.number().integer().min(0),
  failure_status_codes: statusCodes,
}).or('failure_threshold', 'failure_threshold_percentage');

const field = Joi.string().pattern(/^(?:metadata|params|headers)\..+/, 'metadata.NAME, params.NAME or headers.NAME');

const sticky = Joi.object({ enabled: Joi.boolean(), hash_fields: Joi.array().items(field), ttl: Joi.number().positive() });

const condition = Joi.object({ query: Joi.object().required(), then: Joi.string().required() });

/** A member that only one mode of ours knows. The wire format's own are taken by every mode and mean nothing to the others, as there. */
const only = (mode: string, schema: Joi.Schema) => schema.when('mode', { not: mode, then: Joi.forbidden() });

/** How a fork chooses. Wire spec §8.1 and §9. */
export const strategySchema = Joi.object({
  mode: Joi.string()
    .valid(...OWN_MODES)
    .required(),
  on_status_codes: statusCodes,
  on_fault_kinds: only('fallback', Joi.array().items(Joi.string().valid(...Object.keys(FAULTS)))),
  hedge_after_ms: only('fallback', Joi.number().integer().min(1).max(600_000)),
  on_stream_failure: Joi.string().valid('error', 'continue'),
  conditions: Joi.array().items(condition).min(1).when('mode', { is: 'conditional', then: Joi.required() }),
  default: Joi.string(),
  sticky,
  by: only('split', Joi.array().items(field).min(1)),
  experiment: only('split', Joi.string()),
  cb_config: breaker,
});
