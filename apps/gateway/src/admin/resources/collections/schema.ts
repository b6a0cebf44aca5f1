import Joi from 'joi';
import { SLUG } from '../../slug.ts';

const name = Joi.string().min(1).max(200);

export const CREATE_COLLECTION = Joi.object({
  name: name.required(),
  slug: SLUG.description('Default: made of the name'),
  workspace_id: Joi.string().description('Default: that of the collection around it'),
  parent_collection_id: Joi.string().allow(null).description('The collection around it, by id or slug'),
});

export const UPDATE_COLLECTION = Joi.object({ name });

export const COLLECTION_MADE = Joi.object({
  id: Joi.string().required(),
  slug: Joi.string().required(),
  object: Joi.string().valid('collection').required(),
});

const count = Joi.number().integer().min(0).required();

export const COLLECTION_SHOWN = Joi.object({
  id: Joi.string().required(),
  slug: Joi.string().required(),
  name: Joi.string().required(),
  workspace_id: Joi.string().allow(null).required(),
  parent_collection_id: Joi.string().allow(null).required(),
  is_default: Joi.valid(0, 1).required().description('Where things go whose maker names no collection; it cannot be removed'),
  status: Joi.string().valid('active').required(),
  created_at: Joi.string().isoDate().required(),
  last_updated_at: Joi.string().isoDate().required(),
  collection_details: Joi.object({ collection_count: count, prompt_count: count, partial_count: count })
    .required()
    .description('What is right in it, not in the collections in it'),
  object: Joi.string().valid('collection').required(),
  origin: Joi.string().valid('api').required(),
});
