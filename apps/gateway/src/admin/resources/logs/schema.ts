import Joi from 'joi';
import { ORGANISATION_ID } from '../../organisation.ts';

const text = Joi.string().allow('').required();
const textOrNull = Joi.string().allow('', null).required();
const number = Joi.number().required();
const numberOrNull = Joi.number().allow(null).required();
const flag = Joi.boolean().required();
const moment = Joi.string().isoDate().required();
const texts = Joi.array().items(Joi.string().allow('')).required();
const dictionary = Joi.object().pattern(Joi.string(), Joi.string().allow('')).required();
const headersOrNull = dictionary.allow(null).description('Null where they are not kept');
const body = Joi.any().required().description('Null where none is kept; a text where it is cut, or is no JSON');
const counts = Joi.object().unknown().allow(null).required();

const METRICS = Joi.object({
  id: text,
  organisation_id: Joi.string().valid(ORGANISATION_ID).required(),
  organisation_name: text,
  workspace_slug: textOrNull,
  created_at: moment,
  is_success: flag.description('Answered below 400, and whole'),
  ai_org: textOrNull.description('The provider'),
  ai_model: textOrNull,
  req_units: numberOrNull.description('Tokens in; null where nobody knows'),
  res_units: numberOrNull.description('Tokens out; null where nobody knows'),
  total_units: numberOrNull,
  cost: numberOrNull.description('US cents; null where nobody knows'),
  cost_currency: Joi.string().valid('USD').required(),
  request_url: text,
  request_method: text,
  response_status_code: number,
  response_time: number.description('Milliseconds'),
  is_proxy_call: flag,
  cache_status: textOrNull,
  cache_type: Joi.string().valid('simple', 'semantic').allow(null).required(),
  stream_mode: flag,
  retry_success_count: number.description('−1 where retries were used up'),
  last_used_option_index: textOrNull,
  trace_id: text,
  internal_trace_id: text,
  span_id: text,
  span_name: textOrNull,
  parent_span_id: textOrNull,
  mode: text,
  virtual_key: textOrNull,
  api_key_id: textOrNull,
  config: textOrNull,
  config_id: textOrNull,
  config_version_id: textOrNull,
  prompt_id: textOrNull,
  prompt_slug: textOrNull,
  prompt_version_id: textOrNull,
  source: Joi.string().valid('gateway', 'shadow', 'replay', 'api', 'otel').required(),
  runtime: textOrNull,
  runtime_version: textOrNull,
  sdk_version: textOrNull,
  'metadata.key': texts,
  'metadata.value': texts,
  request_parsing_time: numberOrNull,
  pre_processing_time: numberOrNull,
  cache_processing_time: numberOrNull.description('Not measured: null'),
  response_parsing_time: numberOrNull.description('Not measured: null'),
  gateway_processing_time: number.description('All but the time in which a provider was waited for'),
  upstream_response_time: number,
}).required();

const ATTEMPT = Joi.object({
  target: text,
  provider: text,
  model: textOrNull,
  virtual_key: textOrNull,
  why: text,
  span_id: text,
  url: textOrNull.description('Where it was sent, without query and credentials'),
  started: number.description('Milliseconds from the request’s arrival'),
  connect_time: numberOrNull,
  first_byte_time: numberOrNull,
  first_token_time: numberOrNull,
  response_time: number,
  status: number,
  fault: textOrNull,
  lost: flag.description('Another answer was taken in place of this'),
  usage: counts,
  cost: numberOrNull.description('US cents'),
});

const FEEDBACK = Joi.object({ id: text, value: number, weight: number, metadata: dictionary, created_at: moment });

const request = { url: text, method: text };
const response = { status: number, responseTime: number, lastUsedOptionJsonPath: textOrNull };

const summary = {
  object: Joi.string().valid('log').required(),
  id: text,
  _id: text,
  organisation_id: Joi.string().valid(ORGANISATION_ID).required(),
  workspace_id: textOrNull,
  created_at: moment,
  metrics: METRICS,
  timings: Joi.object({
    total: number,
    parse: numberOrNull,
    plan: numberOrNull,
    connect: numberOrNull,
    first_byte: numberOrNull,
    first_token: numberOrNull,
    upstream: number,
  })
    .required()
    .description('Milliseconds'),
  operation: textOrNull,
  asked_model: textOrNull,
  api_key_name: textOrNull,
  experiment: textOrNull,
  variant: textOrNull,
  rescued: flag,
  aborted: flag,
  fault: Joi.object({ kind: text, message: text }).allow(null).required(),
  usage: counts,
  saved: numberOrNull.description('US cents that the cache saved'),
  metadata: dictionary,
};

/** A record in a list. */
export const SHOWN_LOG_SUMMARY = Joi.object({
  ...summary,
  request: Joi.object(request).required(),
  response: Joi.object(response).required(),
});

/** A record with all that is kept of it. */
export const SHOWN_LOG = Joi.object({
  ...summary,
  request: Joi.object({ ...request, headers: dictionary, portkeyHeaders: dictionary, body }).required(),
  response: Joi.object({ ...response, headers: dictionary, body }).required(),
  finalUntransformedRequest: Joi.object({ body }).required(),
  transformedRequest: Joi.object({
    url: textOrNull.description('Without query and credentials'),
    method: text,
    headers: headersOrNull,
    body,
  })
    .allow(null)
    .required()
    .description('Null where nobody was asked'),
  originalResponse: Joi.object({ status: number, headers: headersOrNull, body })
    .allow(null)
    .required()
    .description('Null where nobody answered'),
  cut: texts.description('Bodies that were longer than the limit'),
  attempts: Joi.array().items(ATTEMPT).required(),
  decision: Joi.array().items(Joi.object().unknown()).required(),
  feedback: Joi.array().items(FEEDBACK).required(),
});
