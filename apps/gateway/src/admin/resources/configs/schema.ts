import Joi from 'joi';
import { SLUG } from '../../slug.ts';

const name = Joi.string().min(1).max(200);
const config = Joi.alternatives(Joi.object(), Joi.string()).description('The config, as an object or as JSON text');
const isDefault = Joi.valid(0, 1, false, true, null).description(
  'Applies to calls of its workspace whose key has no config and that bring none; at most one in a workspace',
);

export const CREATE_CONFIG = Joi.object({
  name: name.description('Default: its slug'),
  slug: SLUG.description('Default: made of the name'),
  config: config.required(),
  is_default: isDefault,
  workspace_id: Joi.string(),
});

export const UPDATE_CONFIG = Joi.object({
  slug: Joi.string().description('As in the address'),
  name,
  config: config.description('Makes a new version, which counts at once. Secrets that are sent as they were shown are kept'),
  is_default: isDefault,
  status: Joi.string().valid('active', 'archived').description('One that is archived cannot be used'),
});

const made = {
  id: Joi.string().required(),
  slug: Joi.string().required(),
  version_id: Joi.string().required(),
  object: Joi.string().valid('config').required(),
  warnings: Joi.array().items(Joi.string()).description('What the config names and is not there yet; absent where there is nothing to say'),
};

export const CONFIG_MADE = Joi.object({ success: Joi.valid(true).required(), ...made, data: Joi.object(made).required() });

const told = {
  id: Joi.string().required(),
  name: Joi.string().required(),
  slug: Joi.string().required(),
  organisation_id: Joi.string(),
  workspace_id: Joi.string().allow(null),
  is_default: Joi.valid(0, 1),
  status: Joi.string().valid('active', 'archived').required(),
  owner_id: Joi.string(),
  updated_by: Joi.string(),
  created_at: Joi.string().isoDate(),
  last_updated_at: Joi.string().isoDate(),
  version_id: Joi.string(),
  version: Joi.number().integer(),
  config: Joi.object().description('Secrets in it are shown by their last characters; absent in lists'),
  object: Joi.string().valid('config').required(),
  origin: Joi.string().valid('api', 'file').required(),
};

export const CONFIG_SHOWN = Joi.object({ success: Joi.valid(true), ...told, data: Joi.object(told) });

export const CONFIG_VERSIONS = Joi.object({
  object: Joi.string().valid('list').required(),
  success: Joi.valid(true).required(),
  total: Joi.number().integer().required(),
  data: Joi.array()
    .items(
      Joi.object({
        id: Joi.string().required(),
        config_id: Joi.string().required(),
        version: Joi.number().integer().required(),
        status: Joi.string().valid('active', 'archived').required().description('`active`: the one that counts'),
        config: Joi.object().required(),
        created_at: Joi.string().isoDate(),
        created_by: Joi.string(),
        object: Joi.string().valid('config-version').required(),
      }),
    )
    .required(),
});

export const VALIDATE_CONFIG = Joi.object({
  config: config.required(),
  config_id: Joi.string().description(
    'The config that this is to be a version of: secrets in it that are as they were shown count as kept',
  ),
  workspace_id: Joi.string().description('Where it is to be saved'),
});

export const CONFIG_VALIDATION = Joi.object({
  object: Joi.string().valid('config-validation').required(),
  valid: Joi.boolean().required(),
  problems: Joi.array()
    .items(
      Joi.object({
        path: Joi.string().allow('').required().description('A JSON pointer into the config'),
        place: Joi.string().allow('').required().description('The same as people write it'),
        message: Joi.string().required(),
      }),
    )
    .required(),
  warnings: Joi.array().items(Joi.string()).required().description('What the config names and is not there yet'),
});

export const CONFIG_SCHEMA = Joi.object({
  $schema: Joi.string().required(),
  title: Joi.string().required(),
  $defs: Joi.object().required(),
})
  .unknown()
  .description('A JSON Schema, draft 2020-12');
