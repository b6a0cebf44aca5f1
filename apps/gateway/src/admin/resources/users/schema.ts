import Joi from 'joi';

/** What a user is in the organisation. */
export const organisationRole = Joi.string().valid('owner', 'admin', 'member');

/** A part of somebody's name. */
export const personName = Joi.string().trim().allow('').max(200);

/** Compared in lower case everywhere. */
export const emailGiven = Joi.string()
  .trim()
  .email({ tlds: { allow: false } })
  .max(254);

export const UPDATE_USER = Joi.object({
  role: organisationRole,
  status: Joi.string().valid('active', 'disabled').description('Somebody who is disabled can neither sign in nor use a key'),
  first_name: personName,
  last_name: personName,
  user_id: Joi.any().strip(),
  id: Joi.any().strip(),
});

export const SHOWN_USER = Joi.object({
  object: Joi.string().valid('user').required(),
  origin: Joi.string().valid('api').required(),
  id: Joi.string().required(),
  first_name: Joi.string().allow('').required(),
  last_name: Joi.string().allow('').required(),
  role: organisationRole.required(),
  email: Joi.string().required(),
  status: Joi.string().valid('active', 'disabled').required(),
  workspace_ids: Joi.array().items(Joi.string()).required(),
  created_at: Joi.string().isoDate().required(),
  last_updated_at: Joi.string().isoDate().required(),
});
