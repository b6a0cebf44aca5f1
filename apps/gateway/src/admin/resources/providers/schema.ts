import Joi from 'joi';
import { SHOWN_LIMITS } from '../../limits.ts';
import { SLUG } from '../../slug.ts';
import { CHANGE_MEMBERS, COMMON_MEMBERS } from './members.ts';
import { STANDINGS } from './standing.ts';

/** Wire spec §20.2. */
export const CREATE = Joi.object({
  name: Joi.string().max(256).required(),
  integration_id: Joi.string().required().description('Id or slug of the integration that it stands on, which is open to its workspace'),
  slug: SLUG.description('Default: made of the name'),
  workspace_id: Joi.string().allow(null),
  ...COMMON_MEMBERS,
});

/** What is sent is changed, the rest stays. */
export const CHANGE = Joi.object({
  ...CHANGE_MEMBERS,
  slug: Joi.string().description('As in the address; it cannot be changed'),
  id: Joi.string(),
});

const reference = { id: Joi.string().required(), slug: Joi.string().required(), object: Joi.string().valid('provider').required() };

export const MADE = Joi.object(reference);

/** One. In a list `rate_limits` is null or missing, because one of Portkey’s clients can read no list there. */
export const SHOWN = Joi.object({
  ...reference,
  id: Joi.string().description('Missing for one of the config file'),
  name: Joi.string().required(),
  note: Joi.string().allow(null).required(),
  status: Joi.string()
    .valid(...STANDINGS)
    .required(),
  ai_provider_id: Joi.string().required().description('The slug of the provider that is called'),
  integration_id: Joi.string().allow(null).required().description('The slug of the integration that it stands on; null for a virtual key'),
  workspace_id: Joi.string().allow(null).required(),
  ...SHOWN_LIMITS,
  rate_limits: SHOWN_LIMITS.rate_limits.optional().allow(null),
  expires_at: Joi.string().isoDate().allow(null).required(),
  created_by: Joi.string(),
  updated_by: Joi.string(),
  created_at: Joi.string().isoDate(),
  last_updated_at: Joi.string().isoDate(),
  origin: Joi.string().valid('api', 'file').required(),
});
