import Joi from 'joi';

const TEXT = Joi.string().allow('').required();
const COUNT = Joi.number().integer().min(0).required();
const LATENCY = Joi.number().allow(null).required().description('Milliseconds');
const STATE = Joi.string().valid('closed', 'open', 'half_open');

export const TARGETS_QUERY = Joi.object({
  workspace_id: Joi.string().description('Id or slug. Default: all that the asker may see'),
  minutes: Joi.number().integer().min(1).max(1440).default(15).description('How far back'),
});

const BREAKER = Joi.object({
  object: Joi.string().valid('breaker').required(),
  config: TEXT,
  target: TEXT,
  model: Joi.string().allow('', null).required(),
  state: STATE.required(),
  requests: COUNT,
  failures: COUNT,
  opened_at: Joi.string().isoDate().allow(null).required(),
});

export const TARGETS = Joi.object({
  object: Joi.string().valid('list').required(),
  total: COUNT,
  data: Joi.array()
    .items(
      Joi.object({
        object: Joi.string().valid('target').required(),
        virtual_key: Joi.string().allow('', null).required().description('Null: of the provider, by whatever credential'),
        provider: Joi.string().allow('', null).required(),
        requests: COUNT.description('That ended here, answered or not'),
        failures: COUNT,
        p50_latency: LATENCY,
        p90_latency: LATENCY,
        p99_latency: LATENCY,
        last_failure: Joi.object({
          log_id: TEXT,
          at: Joi.string().isoDate().required(),
          status: Joi.number().integer().required(),
          fault: Joi.string().allow('', null).required(),
        })
          .allow(null)
          .required(),
        state: STATE.allow(null).required().description('The worst of its circuits'),
        breakers: Joi.array().items(BREAKER).required(),
      }),
    )
    .required(),
});
