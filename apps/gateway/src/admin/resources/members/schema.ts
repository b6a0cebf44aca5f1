import Joi from 'joi';
import { PAGE } from '../../page.ts';
import { organisationRole } from '../users/schema.ts';

/** What a user is in a workspace. */
export const workspaceRole = Joi.string().valid('admin', 'manager', 'member');

export const ADD_MEMBERS = Joi.object({
  users: Joi.array()
    .items(Joi.object({ id: Joi.string().required(), role: workspaceRole.required() }))
    .min(1)
    .max(1000)
    .unique('id')
    .required(),
  workspace_id: Joi.any().strip(),
});

export const UPDATE_MEMBER = Joi.object({ role: workspaceRole.required(), user_id: Joi.any().strip(), workspace_id: Joi.any().strip() });

export const REMOVE_MEMBER = Joi.object({ user_id: Joi.any().strip(), workspace_id: Joi.any().strip() });

export const LIST_MEMBERS = Joi.object({ ...PAGE, email: Joi.string().max(254), role: workspaceRole, workspace_id: Joi.any().strip() });

export const SHOWN_MEMBER = Joi.object({
  object: Joi.string().valid('workspace-user').required(),
  id: Joi.string().required().description("The user's"),
  first_name: Joi.string().allow('').required(),
  last_name: Joi.string().allow('').required(),
  email: Joi.string().required(),
  org_role: organisationRole.required(),
  role: workspaceRole.required(),
  status: Joi.string().valid('active', 'disabled').required(),
  workspace_id: Joi.string().required(),
  scopes: Joi.array().items(Joi.string()).required().description('What the role lets its member do here'),
  settings: Joi.any().valid(null).required(),
  created_at: Joi.string().isoDate().required(),
  last_updated_at: Joi.string().isoDate().required(),
});
