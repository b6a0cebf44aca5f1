import Joi from 'joi';
import { RATE_LIMITS, USAGE_LIMITS } from '../admin/limits.ts';
import { CREATE as GUARDRAIL } from '../admin/resources/guardrails/schema.ts';
import { CREATE_WORKSPACE } from '../admin/resources/workspaces/schema.ts';
import { alert } from './alert-schema.ts';
import { model } from './model-schema.ts';
import { partial, prompt } from './prompt-schema.ts';
import { virtualKey } from './virtual-key-schema.ts';
import { slug, workspace } from './words.ts';

const texts = Joi.object().pattern(Joi.string(), Joi.string());
const names = Joi.array().items(Joi.string()).min(1).unique();

const apiKey = Joi.object({
  name: Joi.string().required(),
  key: Joi.string().min(16).required(),
  description: Joi.string(),
  workspace,
  scopes: Joi.array().items(Joi.string()),
  expires_at: Joi.string().isoDate(),
  allowed_models: names,
  allowed_providers: names,
  usage_limits: USAGE_LIMITS,
  rate_limits: RATE_LIMITS,
  log_bodies: Joi.boolean(),
  defaults: Joi.object({ config: slug, metadata: texts, allow_config_override: Joi.boolean() }),
});

const config = Joi.object({ slug: slug.required(), name: Joi.string(), workspace, config: Joi.object().required() });

const guardrail = Joi.object({
  slug: slug.required(),
  name: Joi.string(),
  workspace,
  checks: GUARDRAIL.extract('checks').required(),
  actions: GUARDRAIL.extract('actions'),
});

const home = Joi.object({
  slug: slug.required(),
  name: Joi.string(),
  defaults: CREATE_WORKSPACE.extract('defaults'),
  usage_limits: USAGE_LIMITS,
  rate_limits: RATE_LIMITS,
});

/** What the environment can hold too, by the variable's name in lower case without `SLUICE_`. */
export const SETTING_NAMES = [
  'port',
  'host',
  'auth',
  'workers',
  'data_dir',
  'encryption_key',
  'admin_key',
  'database_url',
  'redis_url',
  'log_level',
  'logs',
  'log_bodies',
  'log_body_bytes',
  'log_database_url',
  'log_spool',
  'log_days',
  'log_bytes',
  'log_text_search',
  'trace_upstream',
  'trusted_custom_hosts',
  'cors_origins',
  'retired_models',
  'max_body',
  'max_headers',
  'max_json_depth',
  'cache_bytes',
  'connect_timeout_ms',
  'first_byte_timeout_ms',
  'first_event_timeout_ms',
  'idle_timeout_ms',
  'drain_timeout_ms',
  'plugin_busy_ms',
  'plugin_wait_ms',
  'plugin_stuck_ms',
] as const;

const setting = Joi.alternatives(Joi.string(), Joi.number(), Joi.array().items(Joi.string()));

export const fileSchema = Joi.object({
  api_keys: Joi.array().items(apiKey).unique('name').unique('key'),
  virtual_keys: Joi.array().items(virtualKey).unique('slug'),
  configs: Joi.array().items(config).unique('slug'),
  prompts: Joi.array().items(prompt).unique('slug'),
  partials: Joi.array().items(partial).unique('slug'),
  guardrails: Joi.array().items(guardrail).unique('slug'),
  workspaces: Joi.array().items(home).unique('slug'),
  alerts: Joi.array().items(alert).max(100).unique('name'),
  models: Joi.object().pattern(Joi.string(), Joi.object().pattern(Joi.string(), model)),
  aliases: Joi.object().pattern(Joi.string(), texts),
  plugins: Joi.array().items(Joi.string()),
  /** Per provider what `GROQ_API_KEY` and `GROQ_BASE_URL` say. */
  providers: Joi.object().pattern(Joi.string(), texts),
  ...Object.fromEntries(SETTING_NAMES.map((name) => [name, setting])),
})
  .required()
  // A refused key must not be printed with the reason.
  .messages({ 'string.min': '{{#label}} must have at least {{#limit}} characters' });
