import Joi from 'joi';
import { metadataGiven, scopesGiven } from '../api-keys/schema.ts';
import { workspaceRole } from '../members/schema.ts';
import { emailGiven, organisationRole } from '../users/schema.ts';

const place = Joi.object({ id: Joi.string().required().description('Id or slug'), role: workspaceRole.required() });

export const CREATE_INVITE = Joi.object({
  email: emailGiven.required(),
  role: organisationRole.required(),
  workspaces: Joi.array().items(place).unique('id').max(1000).allow(null),
  workspace_api_key_details: Joi.object({
    name: Joi.string().trim().max(200).allow(null),
    expiry: Joi.string().isoDate().allow(null),
    metadata: metadataGiven.allow(null),
    scopes: scopesGiven.required(),
  })
    .allow(null)
    .description('A key for the invited in each of the workspaces, told when the invite is accepted'),
});

export const INVITE_LINK = Joi.object({
  id: Joi.string().required(),
  invite_link: Joi.string().uri().required().description('To be given to the invited; told this once'),
  inviteLink: Joi.string().uri().required().description("The same, as one of Portkey's clients spells it"),
});

export const INVITE_STATUS = Joi.string().valid('pending', 'accepted', 'cancelled', 'expired');

export const SHOWN_INVITE = Joi.object({
  object: Joi.string().valid('invite').required(),
  origin: Joi.string().valid('api').required(),
  id: Joi.string().required(),
  email: Joi.string().required(),
  role: organisationRole.required(),
  status: INVITE_STATUS.required(),
  workspaces: Joi.array().items(place).required(),
  invited_by: Joi.string().required().description('As the audit log calls them'),
  created_at: Joi.string().isoDate().required(),
  last_updated_at: Joi.string().isoDate().required(),
  expires_at: Joi.string().isoDate().required(),
  accepted_at: Joi.string().isoDate().allow(null).required(),
});
