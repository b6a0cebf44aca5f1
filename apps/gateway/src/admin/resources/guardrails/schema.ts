import Joi from 'joi';
import { notDone } from '../../not-done.ts';
import { ORGANISATION_ID } from '../../organisation.ts';
import { SLUG } from '../../slug.ts';

const CHECKS = Joi.array()
  .items(
    Joi.object({
      id: Joi.string().max(256).required().description('Of a check of ours or of a plugin; without a dot, `default.` stands before it'),
      parameters: Joi.object().allow(null),
      name: Joi.string().max(256).allow(null, '').description('For people'),
      is_enabled: Joi.boolean().allow(null).description('Switched off, it is kept and does nothing; default: true'),
    }).rename('isEnabled', 'is_enabled'),
  )
  .min(1)
  .max(100);

const score = {
  value: Joi.number().allow(null),
  weight: Joi.number().allow(null),
  metadata: Joi.alternatives(Joi.object(), Joi.string().allow('').max(8192)).allow(null).description('An object, or its JSON as text'),
};

const feedback = Joi.object({ feedback: Joi.object(score).allow(null), ...score }).allow(null);

const ACTIONS = Joi.object({
  deny: Joi.boolean().allow(null).description('A request that fails is refused with 446; else it passes with 246'),
  async: Joi.boolean().allow(null),
  sequential: Joi.boolean().allow(null).description('One check after another, and not all at once'),
  on_success: feedback,
  on_fail: feedback,
  message: notDone('a refusal is told in the words of the wire format'),
})
  .rename('onSuccess', 'on_success')
  .rename('onFail', 'on_fail');

/** There is one: another than it is a mistake. */
const organisation_id = Joi.string().valid(ORGANISATION_ID).allow(null).strip();

/** Wire spec §20.8. */
export const CREATE = Joi.object({
  name: Joi.string().max(256).required(),
  slug: SLUG.description('Default: `pg-` and the name'),
  checks: CHECKS.required(),
  actions: ACTIONS.allow(null),
  workspace_id: Joi.string().allow(null),
  organisation_id,
});

/** Other checks or actions make a new version, which counts at once. */
export const CHANGE = Joi.object({
  name: Joi.string().max(256),
  checks: CHECKS.description('All of them. Secrets that are sent as they were shown are kept, in a check that is otherwise as it was'),
  actions: ACTIONS.allow(null),
  status: Joi.string().valid('active', 'archived').description('One that is archived cannot be used'),
  slug: Joi.string().description('As in the address'),
  guardrail_id: Joi.any().strip(),
  id: Joi.any().strip(),
  workspace_id: Joi.string().allow(null).description('Where it is; it cannot be moved'),
  organisation_id,
});

/** One of Portkey's clients repeats the path. */
export const REMOVE = Joi.object({ guardrail_id: Joi.any().strip(), slug: Joi.any().strip() });

export const MADE = Joi.object({
  id: Joi.string().required(),
  slug: Joi.string().required(),
  version_id: Joi.string().required(),
  object: Joi.string().valid('guardrail').required(),
});

const checks = Joi.array()
  .items(Joi.object({ id: Joi.string().required() }).unknown())
  .description('Secrets in parameters are shown by their end');

/** One; in a list without its checks and actions. */
export const SHOWN = Joi.object({
  id: Joi.string().description('Missing for one of the config file'),
  slug: Joi.string().required(),
  name: Joi.string().required(),
  organisation_id: Joi.string(),
  workspace_id: Joi.string().allow(null),
  status: Joi.string().valid('active', 'archived').required(),
  version_id: Joi.string(),
  version: Joi.number().integer(),
  checks,
  actions: Joi.object().unknown(),
  owner_id: Joi.string(),
  updated_by: Joi.string(),
  created_at: Joi.string().isoDate(),
  last_updated_at: Joi.string().isoDate(),
  object: Joi.string().valid('guardrail').required(),
  origin: Joi.string().valid('api', 'file').required(),
});

export const VERSIONS = Joi.object({
  object: Joi.string().valid('list').required(),
  total: Joi.number().integer().required(),
  data: Joi.array()
    .items(
      Joi.object({
        id: Joi.string().required(),
        guardrail_id: Joi.string().required(),
        version: Joi.number().integer().required(),
        status: Joi.string().valid('active', 'archived').required().description('`active`: the one that counts'),
        checks: checks.required(),
        actions: Joi.object().unknown().required(),
        created_at: Joi.string().isoDate().description('Missing for one of the config file'),
        created_by: Joi.string(),
        object: Joi.string().valid('guardrail-version').required(),
      }),
    )
    .required(),
});
