import Joi from 'joi';
import { notDone } from '../../not-done.ts';
import { SLUG } from '../../slug.ts';
import { CREDENTIAL_MEMBERS, FIELD_NAME, FIELD_VALUE } from '../credentials/given-credential.ts';
import { GLOBAL_ACCESS_SHOWN } from './access-schema.ts';

const MEMBERS = {
  description: Joi.string().max(4096).allow(null, ''),
  ...CREDENTIAL_MEMBERS,
  configurations: Joi.object()
    .allow(null)
    .description('Fields of the provider, in snake or camel case, custom_host, custom_headers and deployment_config'),
  secret_mappings: notDone('send the secret itself, which is kept encrypted'),
  pricing_adjustments: notDone('say what a model costs in its pricing_config, or under /v1/admin/prices'),
};

/** Wire spec §20.3. Members that are not named here are the provider’s own fields. */
export const CREATE = Joi.object({
  name: Joi.string().max(256).required(),
  ai_provider_id: Joi.string().required().description('The provider’s slug or an alias'),
  slug: SLUG.description('Default: made of the name'),
  workspace_id: Joi.string()
    .allow(null)
    .description('Whose it is; default: the maker’s workspace, or of no workspace, the whole organisation’s'),
  ...MEMBERS,
  create_default_provider: Joi.boolean().allow(null).description('Whether a provider that stands on it is made as well; default: no'),
  default_provider_slug: SLUG.allow(null).description('The slug of that provider; default: made of the name'),
}).pattern(FIELD_NAME, FIELD_VALUE);

/** What is sent is changed, the rest stays. */
export const CHANGE = Joi.object({
  name: Joi.string().max(256),
  slug: Joi.string().description('As in the address; it cannot be changed'),
  id: Joi.string(),
  workspace_id: Joi.string().allow(null).description('Where it is; it cannot be moved'),
  ai_provider_id: Joi.string().description('As it is; it cannot be changed'),
  status: Joi.string().valid('active', 'archived').description('Archived, nothing that stands on it can be called with'),
  ...MEMBERS,
}).pattern(FIELD_NAME, FIELD_VALUE);

const reference = { id: Joi.string().required(), slug: Joi.string().required(), object: Joi.string().valid('integration').required() };

export const MADE = Joi.object({
  ...reference,
  provider_id: Joi.string().description('Of the provider that was made as well'),
  provider_slug: Joi.string(),
});

export const CHANGED = Joi.object(reference);

/** Somebody who may use it and not manage it sees no more than what is required here. */
export const SHOWN = Joi.object({
  ...reference,
  name: Joi.string().required(),
  description: Joi.string().allow(null).required(),
  ai_provider_id: Joi.string().required(),
  organisation_id: Joi.string().required(),
  workspace_id: Joi.string().allow(null).required(),
  type: Joi.string().valid('workspace', 'organisation').required(),
  status: Joi.string().valid('active', 'archived').required(),
  allow_all_models: Joi.boolean().required(),
  masked_key: Joi.string().allow(null).description('The last four characters of the key'),
  configurations: Joi.object().unknown().allow(null).description('Secrets by their end'),
  global_workspace_access: GLOBAL_ACCESS_SHOWN,
  global_workspace_access_settings: GLOBAL_ACCESS_SHOWN,
  workspace_count: Joi.number().integer().description('Workspaces that were opened by name'),
  owner_id: Joi.string(),
  updated_by: Joi.string(),
  created_at: Joi.string().isoDate().required(),
  last_updated_at: Joi.string().isoDate().required(),
  origin: Joi.string().valid('api').required(),
});
