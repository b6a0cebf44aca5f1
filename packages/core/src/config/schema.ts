import Joi from 'joi';
import { strategySchema } from './strategy-schema.ts';

/** Members of the config language that this version does not act on. Each is refused by name: a promise half kept is worse than none. */
const NOT_BUILT = ['passthrough', 'guardrails', 'fetch_integrated_models'];

const notBuilt = Joi.any().custom((_value, helpers) => helpers.error('any.notBuilt'));

/** A day: a longer deadline is a slip of the hand, and timers end at 2^31 milliseconds. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

const milliseconds = Joi.number().integer().min(0).max(LONGEST_MS);

const statusCodes = Joi.array().items(Joi.number().integer().min(100).max(599));

const retry = Joi.object({
  attempts: Joi.number().integer().min(0).required(),
  on_status_codes: statusCodes,
  use_retry_after_header: Joi.boolean(),
  // What the documents print and the original does not read: a config that says it means it.
  use_retry_after_headers: Joi.boolean(),
});

const cache = Joi.object({
  mode: Joi.string()
    .required()
    .custom((mode: string, helpers) => (mode === 'simple' ? mode : helpers.error(mode === 'semantic' ? 'any.semantic' : 'any.cacheMode'))),
  // Out of range is no error: the default holds then, as the wire format says.
  max_age: Joi.number().allow(null),
});

/** The arrays of guardrails are read by the checks themselves; here only their shape counts. */
const hooks = Joi.array().items(Joi.string(), Joi.object().unknown());

/** What a member of a URL's path can hold. */
const LONGEST_NAME = 100;

/** A second way for a share of the requests. What stands in its `target` is asked about by itself. */
const shadow = Joi.object({
  name: Joi.string().max(LONGEST_NAME).required(),
  target: Joi.object().required(),
  share: Joi.number().min(0).max(1),
  cap: Joi.object({
    cost: Joi.number().min(0).max(Number.MAX_SAFE_INTEGER).required(),
    period: Joi.string().valid('daily', 'weekly', 'monthly'),
  }).allow(null),
  cached: Joi.boolean(),
});

/** One node of a config's tree: a target, or with `strategy` and `targets` a choice among nodes. */
const node = Joi.object({
  name: Joi.string(),
  weight: Joi.number().min(0).max(Number.MAX_SAFE_INTEGER),
  index: Joi.number(),
  provider: Joi.string(),
  virtual_key: Joi.string(),
  prompt_id: Joi.string(),
  api_key: Joi.string(),
  api_keys: Joi.array().items(Joi.string()).min(1).max(1000).unique(),
  custom_host: Joi.string(),
  request_timeout: milliseconds,
  connect_timeout_ms: milliseconds,
  first_byte_timeout_ms: milliseconds,
  first_event_timeout_ms: milliseconds,
  idle_timeout_ms: milliseconds,
  forward_headers: Joi.array()
    .items(Joi.string())
    .custom((names: readonly string[], helpers) =>
      names.some((name) => /^x-(?:portkey|sluice)-forward-headers$/i.test(name)) ? helpers.error('any.forwardsItself') : names,
    ),
  override_params: Joi.object(),
  default_params: Joi.object(),
  drop_params: Joi.array().items(Joi.string()),
  strict_open_ai_compliance: Joi.boolean(),
  retry,
  cache,
  on_stream_failure: Joi.string().valid('error', 'continue'),
  input_guardrails: hooks,
  output_guardrails: hooks,
  before_request_hooks: hooks,
  after_request_hooks: hooks,
  input_mutators: hooks,
  output_mutators: hooks,
  cb_config: Joi.any().custom((_value, helpers) => helpers.error('any.inStrategy')),
  strategy: strategySchema,
  // Each is asked about by itself.
  targets: Joi.array().min(1),
  shadow,
  options: Joi.any().custom((_value, helpers) => helpers.error('any.migrate')),
  ...Object.fromEntries(NOT_BUILT.map((name) => [name, notBuilt])),
})
  // A provider's own fields, as `aws_region`: which of them it takes is known once it is known which provider it is.
  // One that is JSON itself, a service account's key, may stand there as it was downloaded.
  .pattern(/^[a-z][a-z0-9_]*_json$/, Joi.alternatives(Joi.string(), Joi.object()))
  .pattern(/^[a-z][a-z0-9_]*$/, Joi.string())
  .with('strategy', 'targets')
  .with('targets', 'strategy')
  .oxor('api_key', 'api_keys');

/** The whole config language, but for what stands in `targets`: nodes like this one. Names are in snake case by now. */
export const nodeSchema = node.required().messages({
  'any.notBuilt': '{{#label}} is not built yet in this version of Sluice, so the config is refused rather than half obeyed',
  'any.migrate': 'This version of config is not supported in this route. Please migrate to the latest version: "options" is now "targets"',
  'any.semantic': '{{#label}} is "semantic", which is not built yet in this version of Sluice: "simple" is',
  'any.cacheMode': '{{#label}} must be "simple"',
  'any.inStrategy': '{{#label}} stands inside "strategy"',
  'any.forwardsItself': '{{#label}} cannot forward itself: leave x-portkey-forward-headers out of the list',
});
