import Joi from 'joi';
import { ORGANISATION } from '../../organisation-members.ts';

/** It stands behind an `@` in addresses, where a number is a version and `latest` the newest one. */
const name = Joi.string()
  .max(100)
  .pattern(/^[A-Za-z][\w.-]*$/, 'letters, digits, dashes, dots and underscores, a letter first')
  .invalid('latest');

const description = Joi.string().allow('', null).max(1000);
const color = Joi.string()
  .pattern(/^#(?:[\da-f]{3}|[\da-f]{6}|[\da-f]{8})$/i, 'a colour as #rrggbb')
  .allow(null);

export const CREATE_LABEL = Joi.object({
  name: name.required().description('What stands behind the @ of a prompt'),
  workspace_id: Joi.string().description('Default: every workspace, where the maker is the organisation’s'),
  description,
  color_code: color,
  ...ORGANISATION,
});

export const UPDATE_LABEL = Joi.object({ name, description, color_code: color });

export const LABEL_MADE = Joi.object({ id: Joi.string().required(), object: Joi.string().valid('label').required() });

export const LABEL_SHOWN = Joi.object({
  id: Joi.string().required(),
  name: Joi.string().required(),
  description: Joi.string().allow('', null).required(),
  color_code: Joi.string().allow(null).required(),
  organisation_id: Joi.string().required(),
  workspace_id: Joi.string().allow(null).required().description('null: of every workspace'),
  is_universal: Joi.boolean().required().description('production, staging and development are everybody’s and stay as they are'),
  status: Joi.string().valid('active').required(),
  created_at: Joi.string().isoDate().required(),
  last_updated_at: Joi.string().isoDate().required(),
  object: Joi.string().valid('label').required(),
  origin: Joi.string().valid('api').required(),
});
