import Joi from 'joi';
import { SLUG } from '../../slug.ts';

const name = Joi.string().min(1).max(200);
/** Words that stand in its place in other addresses. */
const slug = SLUG.invalid('versions', 'makeDefault');
const collection = Joi.string().allow('', null).description('By id or slug. Default: the default collection of the workspace');
const description = Joi.string().allow('', null).max(1000);
const string = Joi.string().allow('').description('A text in Mustache; partials that it names itself are left out');

export const CREATE_PARTIAL = Joi.object({
  name: name.required(),
  slug: slug.description('Default: made of the name'),
  string: string.required(),
  workspace_id: Joi.string().description('Default: that of the collection'),
  collection_id: collection,
  version_description: description,
});

export const UPDATE_PARTIAL = Joi.object({
  name,
  slug: Joi.string().description('As in the address'),
  string: string.description('Makes a new version, which counts when it is published'),
  description: description.description('Of the version that is made, else of the latest one'),
  version_description: description.description('The same'),
  status: Joi.string().valid('active', 'archived').description('One that is archived is not there for prompts'),
  collection_id: collection,
}).oxor('description', 'version_description');

const base = { id: Joi.string().required(), slug: Joi.string().required(), object: Joi.string().valid('partial').required() };

export const PARTIAL_MADE = Joi.object({ ...base, version_id: Joi.string().required() });
export const PARTIAL_CHANGED = Joi.object({ ...base, prompt_partial_version_id: Joi.string().required() });

const status = Joi.string().valid('active', 'archived');

export const PARTIAL_SHOWN = Joi.object({
  ...base,
  name: Joi.string().required(),
  collection_id: Joi.string().allow(null),
  workspace_id: Joi.string().allow(null),
  status: status.required(),
  created_at: Joi.string().isoDate(),
  last_updated_at: Joi.string().isoDate(),
  string: Joi.string().allow(''),
  version: Joi.number().integer(),
  version_description: Joi.string().allow('', null),
  prompt_partial_version_id: Joi.string(),
  latest_version: Joi.number().integer().description('The newest one, published or not'),
  origin: Joi.string().valid('api', 'file').required(),
});

export const PARTIAL_VERSIONS = Joi.object({
  object: Joi.string().valid('list').required(),
  total: Joi.number().integer().required(),
  data: Joi.array()
    .items(
      Joi.object({
        ...base,
        prompt_partial_id: Joi.string().required(),
        prompt_partial_version_id: Joi.string().required(),
        version: Joi.number().integer().required(),
        string: Joi.string().allow('').required(),
        description: Joi.string().allow('', null),
        created_at: Joi.string().isoDate(),
        created_by: Joi.string(),
        prompt_version_status: status.required().description('`active`: the published one'),
      }),
    )
    .required(),
});
