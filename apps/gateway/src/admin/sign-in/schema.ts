import Joi from 'joi';
import { emailGiven, personName, SHOWN_USER } from '../resources/users/schema.ts';
import { workspaceRole } from '../resources/members/schema.ts';

const FEWEST_LETTERS = 10;

/** Chosen now: long rather than odd. */
const newPassword = Joi.string().min(FEWEST_LETTERS).max(500).required();

/** Chosen before, by whatever rules there were then. */
const password = Joi.string().max(500).required();

const token = Joi.string().max(200).required().description('As the link has it');

export const SET_UP = Joi.object({
  token,
  email: emailGiven.required(),
  password: newPassword,
  first_name: personName,
  last_name: personName,
});

export const ACCEPT_INVITE = Joi.object({ token, password: newPassword, first_name: personName, last_name: personName });

export const SIGN_IN = Joi.object({ email: Joi.string().max(254).required(), password });

export const CHANGE_PASSWORD = Joi.object({ current_password: password, password: newPassword });

const session = {
  object: Joi.string().valid('session').required(),
  user: SHOWN_USER.allow(null).required().description("Null for a key that is nobody's"),
  actor: Joi.string().required().description('As the audit log calls who asks'),
  name: Joi.string().allow('').required(),
  scopes: Joi.array().items(Joi.string()).required().description('What may be done everywhere'),
  workspaces: Joi.array()
    .items(
      Joi.object({
        id: Joi.string().required(),
        slug: Joi.string().required(),
        name: Joi.string().required(),
        role: workspaceRole.allow(null).required(),
        scopes: Joi.array().items(Joi.string()).required().description('What may be done here'),
      }),
    )
    .required(),
  csrf_token: Joi.string()
    .allow(null)
    .required()
    .description('To be sent as x-sluice-csrf with whatever changes something; null for who asks with a key'),
};

export const SESSION = Joi.object(session);

export const ACCEPTED = Joi.object({
  ...session,
  workspace_api_keys: Joi.array()
    .items(Joi.object({ workspace_id: Joi.string().required(), id: Joi.string().required(), key: Joi.string().required() }))
    .required()
    .description('Keys that came with the invite, told this once'),
});
