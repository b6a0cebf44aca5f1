import Joi from 'joi';
import { SHOWN_LIMITS } from '../../limits.ts';
import { SLUG } from '../../slug.ts';
import { CREDENTIAL_MEMBERS, FIELD_NAME, FIELD_VALUE } from '../credentials/given-credential.ts';
import { notDone } from '../../not-done.ts';
import { CHANGE_MEMBERS, COMMON_MEMBERS } from '../providers/members.ts';
import { STANDINGS } from '../providers/standing.ts';

const CREDENTIAL = {
  ...CREDENTIAL_MEMBERS,
  model_config: Joi.object().allow(null).description('Fields of the provider, as they may stand at the top too'),
  secret_mappings: notDone('send the secret itself, which is kept encrypted'),
};

/** Wire spec §20.1. Members that are not named here are the provider’s own fields, in snake or camel case. */
export const CREATE = Joi.object({
  name: Joi.string().max(256).required(),
  provider: Joi.string().required().description('Its slug or an alias'),
  slug: SLUG.description('Default: made of the name'),
  workspace_id: Joi.string().allow(null),
  ...COMMON_MEMBERS,
  ...CREDENTIAL,
}).pattern(FIELD_NAME, FIELD_VALUE);

/** What is sent is changed, the rest stays. */
export const CHANGE = Joi.object({
  ...CHANGE_MEMBERS,
  ...CREDENTIAL,
  slug: Joi.string().description('As in the address; it cannot be changed'),
  id: Joi.string(),
  provider: Joi.string().description('As it is; it cannot be changed'),
}).pattern(FIELD_NAME, FIELD_VALUE);

const reference = {
  id: Joi.string().required(),
  slug: Joi.string().required(),
  object: Joi.string().valid('virtual-key').required(),
};

export const CREATED = Joi.object({ success: Joi.boolean().valid(true).required(), ...reference, data: Joi.object(reference).required() });

export const CHANGED = Joi.object(reference);

/** One, or one of a list. */
export const SHOWN = Joi.object({
  ...reference,
  id: Joi.string().description('Missing for one of the config file'),
  name: Joi.string().required(),
  note: Joi.string().allow(null).required(),
  status: Joi.string()
    .valid(...STANDINGS)
    .required(),
  ai_provider_name: Joi.string().required().description('The provider’s slug'),
  masked_api_key: Joi.string().allow(null).required().description('The last four characters of the key, of several the first'),
  model_config: Joi.object().unknown().allow(null).required().description('The provider’s fields; secrets by their end'),
  integration_id: Joi.string().allow(null).required().description('The slug of the integration that it stands on'),
  workspace_id: Joi.string().allow(null).required(),
  ...SHOWN_LIMITS,
  expires_at: Joi.string().isoDate().allow(null).required(),
  created_by: Joi.string(),
  updated_by: Joi.string(),
  created_at: Joi.string().isoDate(),
  last_updated_at: Joi.string().isoDate(),
  origin: Joi.string().valid('api', 'file').required(),
});
