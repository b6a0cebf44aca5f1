import Joi from 'joi';
import { RATE_LIMITS, SHOWN_LIMITS, USAGE_LIMITS } from '../../limits.ts';

/** For all workspaces that are not named. */
const GLOBAL_ACCESS = Joi.object({
  enabled: Joi.boolean().required(),
  usage_limits: USAGE_LIMITS,
  rate_limits: RATE_LIMITS,
});

export const GLOBAL_ACCESS_SHOWN = Joi.object({
  enabled: Joi.boolean().required(),
  usage_limits: SHOWN_LIMITS.usage_limits,
  rate_limits: SHOWN_LIMITS.rate_limits,
});

const override = Joi.boolean().allow(null).description('Whether what was said of single workspaces is forgotten');

export const CHANGE_ACCESS = Joi.object({
  slug: Joi.string(),
  workspaces: Joi.array()
    .items(
      Joi.object({
        id: Joi.string().required().description('Id or slug'),
        enabled: Joi.boolean().required(),
        usage_limits: USAGE_LIMITS,
        rate_limits: RATE_LIMITS,
        reset_usage: Joi.boolean().allow(null),
      }),
    )
    .max(1000)
    .unique('id')
    .allow(null),
  global_workspace_access: GLOBAL_ACCESS.allow(null),
  override_existing_workspaces_access: override,
  override_existing_workspace_access: override,
});

const workspace = Joi.object({
  id: Joi.string().required(),
  name: Joi.string().required(),
  slug: Joi.string().required(),
  enabled: Joi.boolean().required(),
  usage_limits: SHOWN_LIMITS.usage_limits,
  rate_limits: Joi.object()
    .unknown()
    .allow(null)
    .description('One of Portkey’s clients can read no list here; missing where there are several'),
  created_at: Joi.string().isoDate().required(),
  last_updated_at: Joi.string().isoDate().required(),
});

export const ACCESS_SHOWN = Joi.object({
  object: Joi.string().valid('list').required(),
  total: Joi.number().integer().required(),
  data: Joi.array().items(workspace).required(),
  workspaces: Joi.array().items(workspace).required().description('The same as `data`'),
  global_workspace_access: GLOBAL_ACCESS_SHOWN.required(),
  global_workspace_access_settings: GLOBAL_ACCESS_SHOWN.required(),
});
