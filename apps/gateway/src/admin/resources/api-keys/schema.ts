import Joi from 'joi';
import { RATE_LIMITS, SHOWN_LIMITS, USAGE_LIMITS } from '../../limits.ts';
import { notDone } from '../../not-done.ts';
import { SCOPES } from '../../scopes.ts';

const MOST_DAYS_MS = 365 * 24 * 60 * 60 * 1000;

/** What a key may do. */
export const scopesGiven = Joi.array()
  .items(
    Joi.string()
      .valid(...SCOPES)
      .messages({ 'any.only': '{{#label}} is "{{#value}}", which is no scope' }),
  )
  .min(1)
  .unique();

/** Said of every call of a key. Wire spec §17.1. */
export const metadataGiven = Joi.object().pattern(Joi.string().max(128), Joi.string().allow('').max(128));

/** How long a key that was rotated goes on beside its successor. */
const transitionMs = Joi.number()
  .integer()
  .min(0)
  .max(MOST_DAYS_MS)
  .description('For how long the key that was is accepted beside the new one; 0 ends it at once');

const defaults = Joi.object({
  metadata: metadataGiven.allow(null).description('Stands over what a request says of itself'),
  config_id: Joi.string().max(200).allow(null).description('Slug or id of the config for requests that bring none'),
  allow_config_override: Joi.boolean().allow(null).description('Whether a request may bring another config; default true'),
  log_bodies: Joi.boolean().allow(null).description('Whether what is said in its calls is kept in the log; default true'),
});

const names = Joi.array().items(Joi.string().max(300)).min(1).unique();

const writable = {
  description: Joi.string().allow('', null).max(2000),
  scopes: scopesGiven,
  defaults: defaults.allow(null),
  allowed_models: names
    .allow(null)
    .description('Models that it may call, as the provider calls them, or "@slug/model" for one virtual key; null: all'),
  allowed_providers: names.allow(null).description('Slugs of providers, or "@slug" of virtual keys, that it may call; null: all'),
  usage_limits: USAGE_LIMITS,
  rate_limits: RATE_LIMITS,
  expires_at: Joi.string().isoDate().allow(null),
  rotation_policy: Joi.object({
    rotation_period: notDone('rotate a key by POST /api-keys/{id}/rotate when it is time'),
    next_rotation_at: notDone('rotate a key by POST /api-keys/{id}/rotate when it is time'),
    key_transition_period_ms: transitionMs.allow(null),
  }).allow(null),
  alert_emails: notDone('it sends no mail'),
  // Both of Portkey's clients repeat the path.
  id: Joi.any().strip(),
  type: Joi.any().strip(),
  'sub-type': Joi.any().strip(),
  organisation_id: Joi.any().strip(),
};

const name = Joi.string().trim().max(200);

export const CREATE_API_KEY = Joi.object({
  ...writable,
  name: name.required(),
  scopes: scopesGiven.required(),
  workspace_id: Joi.string().allow(null).description("Id or slug; default: the asker's own workspace, else the default one"),
  user_id: Joi.string().allow(null).description('For a key of a user: whose; default: the asker'),
});

export const UPDATE_API_KEY = Joi.object({
  ...writable,
  name,
  reset_usage: Joi.boolean().description('Lets the budget begin anew'),
  workspace_id: Joi.any().strip(),
  user_id: Joi.any().strip(),
});

export const ROTATE_API_KEY = Joi.object({ key_transition_period_ms: transitionMs.allow(null), id: Joi.any().strip() });

export const MADE_API_KEY = Joi.object({
  id: Joi.string().required(),
  key: Joi.string().required().description('The key itself, told this once'),
  object: Joi.string().valid('api-key').required(),
});

export const ROTATED_API_KEY = MADE_API_KEY.keys({
  key_transition_expires_at: Joi.string().isoDate().required().description('When the key that was is accepted no longer'),
});

export const SHOWN_API_KEY = Joi.object({
  object: Joi.string().valid('api-key').required(),
  origin: Joi.string().valid('api', 'file').required().description('Whether the API or the config file has it'),
  id: Joi.string().required(),
  key: Joi.string().required().description('Masked'),
  name: Joi.string().required(),
  description: Joi.string().allow('', null).required(),
  type: Joi.string().valid('organisation-service', 'workspace-service', 'workspace-user').required(),
  organisation_id: Joi.string().required(),
  workspace_id: Joi.string().allow(null).required(),
  user_id: Joi.string().allow(null).required(),
  status: Joi.string().valid('active', 'exhausted', 'expired').required(),
  creation_mode: Joi.string().valid('ui', 'api', 'auto').required(),
  root: Joi.boolean().required().description('May do everything, whatever its scopes say'),
  scopes: Joi.array().items(Joi.string()).required(),
  defaults: Joi.object().required(),
  allowed_models: Joi.array().items(Joi.string()).allow(null).required(),
  allowed_providers: Joi.array().items(Joi.string()).allow(null).required(),
  ...SHOWN_LIMITS,
  rotation_policy: Joi.object().allow(null).required(),
  expires_at: Joi.string().isoDate().allow(null).required(),
  created_by: Joi.string().required(),
  created_at: Joi.string().isoDate().required(),
  last_updated_at: Joi.string().isoDate().required(),
});
