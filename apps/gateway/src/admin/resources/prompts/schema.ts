import Joi from 'joi';
import { SLUG } from '../../slug.ts';

const name = Joi.string().min(1).max(200);
/** Its address would be that of all partials. */
const slug = SLUG.invalid('partials');
const collection = Joi.string().allow('', null).description('By id or slug');
const objects = Joi.array().items(Joi.object()).allow(null);

const string = Joi.string().description('JSON text of the messages for chat, else plain text; in Mustache');

const version = {
  string,
  parameters: Joi.object().allow(null).description('Members of the request that the prompt makes'),
  virtual_key: Joi.string().allow('', null).description('The slug of a virtual key or provider, with an @ before it or without'),
  model: Joi.string().allow('', null),
  functions: objects,
  tools: objects,
  tool_choice: Joi.alternatives(Joi.object(), Joi.string()).allow('', null),
  version_description: Joi.string().allow('', null).max(1000),
  template_metadata: Joi.object({
    ai_model_type: Joi.string().valid('chat', 'completion').description('Default: by the look of the template'),
  })
    .unknown()
    .allow(null)
    .description('Shown again as it is'),
  is_raw_template: Joi.valid(0, 1, false, true, null).description(
    '1: the template is JSON only once it is filled in, so it is for chat whatever it looks like',
  ),
};

/** One of Portkey's documents has another name for it. */
const renamed = (schema: Joi.ObjectSchema) => schema.rename('prompt_metadata', 'template_metadata', { override: false });

export const CREATE_PROMPT = renamed(
  Joi.object({
    name: name.required(),
    slug: slug.description('Default: made of the name'),
    collection_id: collection.description('By id or slug. Default: the default collection of the workspace'),
    workspace_id: Joi.string().description('Default: that of the collection'),
    ...version,
    string: string.required(),
  }),
);

export const UPDATE_PROMPT = renamed(
  Joi.object({
    name,
    slug: Joi.string().description('As in the address'),
    collection_id: collection,
    patch: Joi.boolean()
      .allow(null)
      .description('What is left out stays as the latest version has it, even where both string and parameters are given'),
    ...version,
  }),
);

const warnings = Joi.array()
  .items(Joi.string())
  .description('What the template names and is not there yet; absent where there is nothing to say');
const base = { id: Joi.string().required(), slug: Joi.string().required(), object: Joi.string().valid('prompt').required() };

export const PROMPT_MADE = Joi.object({ ...base, version_id: Joi.string().required(), warnings });
export const PROMPT_CHANGED = Joi.object({ ...base, prompt_version_id: Joi.string().required(), warnings });

const status = Joi.string().valid('active', 'archived');

const versionShown = {
  string: Joi.string(),
  parameters: Joi.object(),
  ai_model_type: Joi.string().valid('chat', 'completion'),
  prompt_version: Joi.number().integer(),
  prompt_version_id: Joi.string(),
  prompt_version_status: status.description('`active`: the published one'),
  prompt_version_description: Joi.string().allow('', null),
  prompt_version_label_id: Joi.string().allow(null),
  virtual_key: Joi.string().allow(null),
  model: Joi.string().allow(null),
  functions: objects,
  tools: objects,
  tool_choice: Joi.alternatives(Joi.object(), Joi.string()).allow(null),
  template_metadata: Joi.object().allow(null),
  is_raw_template: Joi.valid(0, 1),
};

export const PROMPT_SHOWN = Joi.object({
  ...base,
  name: Joi.string().required(),
  collection_id: Joi.string().allow(null),
  workspace_id: Joi.string().allow(null),
  status: status.required(),
  created_at: Joi.string().isoDate(),
  last_updated_at: Joi.string().isoDate(),
  latest_version: Joi.number().integer().description('The newest one, published or not'),
  origin: Joi.string().valid('api', 'file').required(),
  ...versionShown,
});

export const PROMPT_VERSION_SHOWN = Joi.object({
  ...base,
  prompt_id: Joi.string().required(),
  name: Joi.string().required(),
  collection_id: Joi.string().allow(null),
  prompt_template: Joi.string().required(),
  prompt_description: Joi.string().allow('', null),
  label_id: Joi.string().allow(null),
  status: status.required(),
  created_at: Joi.string().isoDate(),
  created_by: Joi.string(),
  ...versionShown,
});

export const PROMPT_VERSIONS = Joi.object({
  object: Joi.string().valid('list').required(),
  total: Joi.number().integer().required(),
  data: Joi.array().items(PROMPT_VERSION_SHOWN).required(),
});

export const PUBLISH = Joi.object({
  version: Joi.number().integer().min(1).required().description('The number of the version that calls are to get'),
});

export const LABEL_VERSION = Joi.object({
  label_id: Joi.string()
    .allow('', null)
    .description('The label that this version bears from now on, alone; null for none. Another version loses it'),
});
