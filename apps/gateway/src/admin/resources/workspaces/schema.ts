import Joi from 'joi';
import { RATE_LIMITS, SHOWN_LIMITS, USAGE_LIMITS } from '../../limits.ts';
import { notDone } from '../../not-done.ts';
import { SLUG } from '../../slug.ts';
import { metadataGiven } from '../api-keys/schema.ts';
import { SHOWN_MEMBER, workspaceRole } from '../members/schema.ts';

const slugs = Joi.array().items(Joi.string().max(200)).unique().allow(null);

const defaults = Joi.object({
  metadata: metadataGiven.allow(null).description('Stands over what keys and requests say'),
  config: Joi.string().max(200).allow(null).description('Slug of the config for requests that bring none, and whose key has none'),
  input_guardrails: slugs.description('Slugs of guardrails that check every request'),
  output_guardrails: slugs.description('Slugs of guardrails that check every answer'),
  user_api_key_config: notDone("what a user's key may do is its user's role"),
  // What replies say of defaults; clients send back what they have read.
  object: Joi.any().strip(),
});

const writable = {
  description: Joi.string().allow('', null).max(2000),
  defaults: defaults.allow(null),
  usage_limits: USAGE_LIMITS,
  rate_limits: RATE_LIMITS,
};

const name = Joi.string().trim().min(1).max(200);

export const CREATE_WORKSPACE = Joi.object({
  ...writable,
  name: name.required(),
  slug: SLUG,
  users: Joi.array()
    .items(Joi.string(), Joi.object({ id: Joi.string().required(), role: workspaceRole }))
    .max(1000)
    .allow(null)
    .description('Ids of users, or users with their roles; default role: member'),
});

export const UPDATE_WORKSPACE = Joi.object({
  ...writable,
  name,
  reset_usage: Joi.boolean().description('Lets the budget begin anew'),
  workspace_id: Joi.any().strip(),
});

export const REMOVE_WORKSPACE = Joi.object({
  name: Joi.string().required().description("The workspace's name, so that nobody removes the wrong one"),
  workspace_id: Joi.any().strip(),
});

const shown = {
  object: Joi.string().valid('workspace').required(),
  origin: Joi.string().valid('api').required(),
  id: Joi.string().required(),
  slug: Joi.string().required(),
  name: Joi.string().required(),
  description: Joi.string().allow('', null).required(),
  status: Joi.string().valid('active', 'archived').required(),
  is_default: Joi.number().valid(0, 1).required().description('1 for the workspace of things whose maker names none'),
  defaults: Joi.object().required(),
  ...SHOWN_LIMITS,
  created_at: Joi.string().isoDate().required(),
  last_updated_at: Joi.string().isoDate().required(),
};

export const SHOWN_WORKSPACE = Joi.object({ ...shown, users: Joi.array().items(SHOWN_MEMBER) });

export const MADE_WORKSPACE = Joi.object({
  ...shown,
  users: Joi.array()
    .items(Joi.object({ id: Joi.string().required(), role: workspaceRole.required() }))
    .required(),
});
