import Joi from 'joi';
import { RATE_LIMITS, USAGE_LIMITS } from '../admin/limits.ts';
import { slug, workspace } from './words.ts';

const deployment = Joi.object({ alias: Joi.string(), is_default: Joi.boolean() }).pattern(/^[a-z][A-Za-z0-9_]*$/, Joi.string());

const model = Joi.alternatives(
  Joi.string(),
  Joi.object({
    slug: Joi.string().required(),
    base_model: Joi.string(),
    custom_host: Joi.string(),
  }),
);

/** A provider credential that callers name by a slug. */
export const virtualKey = Joi.object({
  slug: slug.required(),
  name: Joi.string(),
  note: Joi.string(),
  provider: Joi.string().required(),
  workspaces: Joi.array().items(workspace).min(1).unique(),
  key: Joi.string(),
  keys: Joi.array().items(Joi.string()).min(1).max(1000).unique(),
  custom_host: Joi.string(),
  custom_headers: Joi.object().pattern(Joi.string().max(128), Joi.string()),
  deployments: Joi.array().items(deployment).min(1).max(200),
  models: Joi.array().items(model).min(1).max(2000),
  allow_all_models: Joi.boolean(),
  expires_at: Joi.string().isoDate(),
  usage_limits: USAGE_LIMITS,
  rate_limits: RATE_LIMITS,
})
  // A provider's own fields, as `openai_organization`.
  .pattern(/^[a-z][a-z0-9_]*$/, Joi.string())
  .oxor('key', 'keys')
  // Without a list nothing could be sent at all.
  .custom((entry: { allow_all_models?: boolean; models?: unknown }, { message }) =>
    entry.allow_all_models === false && entry.models === undefined
      ? message({ custom: '{{#label}}.models is required where allow_all_models is false' })
      : entry,
  );
