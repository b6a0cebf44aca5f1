import Joi from 'joi';

/** Members of the config language that this version does not act on. Each is refused by name: a guardrail skipped is worse than none. */
const NOT_BUILT = [
  'cb_config',
  'retry',
  'cache',
  'prompt_id',
  'passthrough',
  'guardrails',
  'input_guardrails',
  'output_guardrails',
  'before_request_hooks',
  'after_request_hooks',
  'input_mutators',
  'output_mutators',
  'fetch_integrated_models',
];

const notBuilt = Joi.any().custom((_value, helpers) => helpers.error('any.notBuilt'));

/** A day: a longer deadline is a slip of the hand, and timers end at 2^31 milliseconds. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

const milliseconds = Joi.number().integer().min(0).max(LONGEST_MS);

const target = Joi.object({
  name: Joi.string(),
  weight: Joi.number().min(0),
  index: Joi.number(),
  provider: Joi.string(),
  virtual_key: Joi.string(),
  api_key: Joi.string(),
  custom_host: Joi.string(),
  request_timeout: milliseconds,
  connect_timeout_ms: milliseconds,
  first_byte_timeout_ms: milliseconds,
  first_event_timeout_ms: milliseconds,
  idle_timeout_ms: milliseconds,
  forward_headers: Joi.array().items(Joi.string()),
  override_params: Joi.object(),
  default_params: Joi.object(),
  drop_params: Joi.array().items(Joi.string()),
  strict_open_ai_compliance: Joi.boolean(),
  ...Object.fromEntries(NOT_BUILT.map((name) => [name, notBuilt])),
})
  // A provider's own fields, as `aws_region`: which of them it takes is known once it is known which provider it is.
  .pattern(/^[a-z][a-z0-9_]*$/, Joi.string());

const strategy = Joi.object({
  mode: Joi.string()
    .valid('single', 'fallback', 'loadbalance', 'conditional')
    .required()
    .custom((mode: string, helpers) => (mode === 'single' ? mode : helpers.error('any.notBuilt'))),
});

export const configSchema = target
  .keys({
    strategy,
    targets: Joi.array()
      .items(target.keys({ strategy: notBuilt, targets: notBuilt }))
      .min(1)
      .max(1),
    options: Joi.any().custom((_value, helpers) => helpers.error('any.migrate')),
  })
  .with('strategy', 'targets')
  .with('targets', 'strategy')
  .required()
  .messages({
    'any.notBuilt': '{{#label}} is not built yet in this version of Sluice, so the config is refused rather than half obeyed',
    'any.migrate':
      'This version of config is not supported in this route. Please migrate to the latest version: "options" is now "targets"',
    'array.max': '{{#label}} has more than one target, and routing between targets is not built yet in this version of Sluice',
  });
