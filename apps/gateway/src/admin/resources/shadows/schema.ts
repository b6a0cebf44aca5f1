import Joi from 'joi';
import { FILTER_QUERY } from '../logs/filter-query.ts';
import { COMPARISON } from '../replays/comparison-view.ts';

/** Of which time, and of which workspace. */
export const SHADOWS_QUERY = Joi.object({
  workspace_slug: FILTER_QUERY['workspace_slug']!,
  from: Joi.string().isoDate().description('This moment included; default: all that is kept'),
  to: Joi.string().isoDate().description('This moment left out'),
});

export const PAIRS_QUERY = SHADOWS_QUERY.keys({
  cursor: Joi.string().max(200).description('"next_cursor" of the page before'),
  page_size: Joi.number().integer().min(1).max(1000).default(100),
});

const TEXT = Joi.string().required();
const COUNT = Joi.number().integer().min(0).required();
const NUMBER = Joi.number().required();
const MOMENT = Joi.string().isoDate().required();
const MAYBE_MOMENT = Joi.string().isoDate().allow(null).required();
const MAYBE_TEXT = Joi.string().allow('', null).required();

export const SHADOWS = Joi.object({
  object: Joi.string().valid('list').required(),
  total: COUNT,
  data: Joi.array()
    .items(
      Joi.object({
        object: Joi.string().valid('shadow').required(),
        name: TEXT,
        copies: COUNT,
        cost: NUMBER.description('US cents of the copies whose cost is known'),
        last_seen: MOMENT,
      }),
    )
    .required(),
});

const SPREAD = Joi.object({
  pairs: COUNT,
  original_mean: NUMBER,
  shadow_mean: NUMBER,
  mean: NUMBER,
  p50: NUMBER,
  p90: NUMBER,
  p99: NUMBER,
})
  .allow(null)
  .required();

const JUDGEMENT = Joi.object({ judged: COUNT, good: COUNT, share: Joi.number().allow(null).required() }).required();

export const SHADOW_REPORT = Joi.object({
  object: Joi.string().valid('shadow-report').required(),
  name: TEXT,
  from: MAYBE_MOMENT,
  to: MAYBE_MOMENT,
  copies: COUNT.description('All in that time'),
  cost: Joi.object({ total: NUMBER, unpriced: COUNT }).required().description('US cents of the copies'),
  cap: Joi.object({ cost: NUMBER, period: Joi.string().valid('daily', 'weekly', 'monthly').required(), spent: NUMBER, since: MOMENT })
    .allow(null)
    .required()
    .description('As the newest pair has it, in US cents; null where there is none'),
  share: Joi.number().allow(null).required(),
  pairs: COUNT.description('Pairs that what follows is made of: the newest 10,000 at most'),
  cost_difference: SPREAD.description('US cents that the copies cost more'),
  latency_difference: SPREAD.description('Milliseconds that they took longer'),
  first_token_difference: SPREAD.description('Milliseconds'),
  statuses: Joi.array()
    .items(Joi.object({ original: NUMBER, other: NUMBER, pairs: COUNT }))
    .required(),
  text_equal: JUDGEMENT,
  tool_calls_equal: JUDGEMENT,
  schema_valid: Joi.object({ original: JUDGEMENT, other: JUDGEMENT }).required(),
});

export const PAIRS = Joi.object({
  object: Joi.string().valid('list').required(),
  data: Joi.array()
    .items(
      Joi.object({
        object: Joi.string().valid('shadow-pair').required(),
        original_id: TEXT,
        shadow_id: TEXT,
        trace_id: TEXT,
        created_at: MOMENT,
        provider: MAYBE_TEXT,
        model: MAYBE_TEXT,
        comparison: COMPARISON,
      }),
    )
    .required(),
  next_cursor: Joi.string().allow(null).required(),
});
