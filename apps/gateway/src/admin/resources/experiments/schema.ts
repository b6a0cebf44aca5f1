import Joi from 'joi';
import { FILTER_QUERY } from '../logs/filter-query.ts';
import type { ExperimentMetric } from '@sluice/contract';

/** Members of the query of logs. */
const taken = (...names: readonly string[]): Joi.PartialSchemaMap => Object.fromEntries(names.map((name) => [name, FILTER_QUERY[name]]));

export const SEEN_QUERY = Joi.object({
  ...taken('workspace_slug'),
  from: Joi.string().isoDate().description('This moment included, to the hour; default: all that is kept'),
  to: Joi.string().isoDate().description('This moment left out'),
});

/** Nothing that comes of a variant: requests that were chosen by that would no longer be alike. */
export const REPORT_QUERY = SEEN_QUERY.keys({
  ...taken('api_key_ids', 'configs', 'operation', 'metadata'),
  control: Joi.string().max(300).description('The variant that others are compared with; default: "control", else the first'),
  unit: Joi.string().max(1_000).description('Metadata names of whom a variant is drawn for; default: as the config says, else _user'),
  weights: Joi.string().max(10_000).description('JSON: variants and weights; default: as the saved config says'),
});

const NUMBER = Joi.number().required();
const MAYBE = Joi.number().allow(null).required();
const TEXT = Joi.string().required();
const COUNT = Joi.number().integer().min(0).required();

const EXPERIMENT = Joi.object({
  object: Joi.string().valid('experiment').required(),
  name: TEXT,
  requests: COUNT,
  variants: Joi.array()
    .items(Joi.object({ variant: TEXT, requests: COUNT }))
    .required(),
  first_seen: Joi.string().isoDate().required(),
  last_seen: Joi.string().isoDate().required(),
});

export const SEEN = Joi.object({
  object: Joi.string().valid('list').required(),
  total: COUNT,
  data: Joi.array().items(EXPERIMENT).required(),
});

const METRICS: readonly ExperimentMetric[] = [
  'requests_per_unit',
  'error_rate',
  'latency',
  'typical_latency',
  'tokens',
  'cost',
  'feedback',
];

const byMetric = (of: Joi.Schema) => Joi.object(Object.fromEntries(METRICS.map((name) => [name, of]))).required();

const ESTIMATE = Joi.object({ value: NUMBER, low: NUMBER, high: NUMBER }).allow(null).required();

const VARIANT = Joi.object({
  variant: TEXT,
  is_control: Joi.boolean().required(),
  requests: COUNT,
  units: COUNT.description('Users, or whatever a variant is drawn for'),
  nameless_requests: COUNT.description('Requests that name none: each is a unit of its own'),
  unpriced_requests: COUNT,
  metrics: byMetric(Joi.object({ value: MAYBE, low: MAYBE, high: MAYBE, units: COUNT }).required()),
});

const COMPARISON = Joi.object({
  variant: TEXT,
  against: TEXT,
  metrics: byMetric(
    Joi.object({
      verdict: Joi.string().valid('higher', 'lower', 'none_found', 'too_few').required(),
      difference: ESTIMATE,
      relative: ESTIMATE.description('0.1 is ten per cent more than the control'),
      p_value: MAYBE,
      p_adjusted: MAYBE.description('With all questions of the report in mind'),
    }).required(),
  ),
});

export const REPORT = Joi.object({
  object: Joi.string().valid('experiment-report').required(),
  name: TEXT,
  from: Joi.string().isoDate().allow(null).required(),
  to: Joi.string().isoDate().allow(null).required(),
  unit: Joi.array().items(Joi.string()).required(),
  control: TEXT,
  variants: Joi.array().items(VARIANT).required(),
  comparisons: Joi.array().items(COMPARISON).required(),
  sample_ratio: Joi.object({
    verdict: Joi.string().valid('as_expected', 'mismatch', 'not_checked').required(),
    reason: Joi.string().allow(null).required(),
    p_value: MAYBE,
    variants: Joi.array()
      .items(Joi.object({ variant: TEXT, units: COUNT, expected: NUMBER }))
      .required(),
  }).required(),
  warnings: Joi.array().items(Joi.string()).required(),
});
