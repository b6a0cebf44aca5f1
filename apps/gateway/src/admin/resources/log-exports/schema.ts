import { EXPORT_FIELDS } from '@sluice/contract';
import Joi from 'joi';

const writable = {
  filters: Joi.object().unknown().allow(null).description('As the query of `GET /v1/logs` has them; lists may be arrays'),
  requested_data: Joi.array()
    .items(Joi.string().valid(...EXPORT_FIELDS))
    .min(1)
    .unique()
    .allow(null)
    .description('What of each record; default: all of it'),
  description: Joi.string().allow('', null).max(2000),
  format: Joi.string().valid('jsonl', 'csv').allow(null).description('Default: `jsonl`'),
  // One of Portkey's clients repeats the path.
  export_id: Joi.any().strip(),
};

export const CREATE_EXPORT = Joi.object({
  ...writable,
  workspace_id: Joi.string().max(200).allow(null).description("Id or slug; default: the asker's own workspace"),
});

export const UPDATE_EXPORT = Joi.object({ ...writable, workspace_id: Joi.any().strip() });

/** Nothing is said but which, and that stands in the path. */
export const NO_WORDS = Joi.object({ export_id: Joi.any().strip() });

const object = Joi.string().valid('export').required();

export const MADE_EXPORT = Joi.object({
  id: Joi.string().required(),
  total: Joi.number().integer().required().description('Records that it would hold now'),
  object,
});

export const TOLD_EXPORT = Joi.object({ message: Joi.string().required(), object });

export const SHOWN_EXPORT = Joi.object({
  object,
  id: Joi.string().required(),
  organisation_id: Joi.string().required(),
  workspace_id: Joi.string().allow(null).required(),
  filters: Joi.object().unknown().required(),
  requested_data: Joi.array().items(Joi.string()).required(),
  format: Joi.string().valid('jsonl', 'csv').required(),
  description: Joi.string().allow('').required(),
  status: Joi.string().valid('draft', 'in_progress', 'success', 'failed', 'stopped').required(),
  total_records: Joi.number().integer().required().description('In it; while it is written, those so far'),
  reason: Joi.string().allow(null).required().description('Why it failed'),
  created_by: Joi.string().required(),
  created_at: Joi.string().isoDate().required(),
  last_updated_at: Joi.string().isoDate().required(),
});
