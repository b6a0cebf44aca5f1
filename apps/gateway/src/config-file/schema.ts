import Joi from 'joi';
import { model } from './model-schema.ts';

const slug = Joi.string().pattern(/^[A-Za-z0-9][\w.-]*$/, 'letters, digits, dashes, dots and underscores');
const key = Joi.string().min(16);
const texts = Joi.object().pattern(Joi.string(), Joi.string());

const apiKey = Joi.object({
  name: Joi.string().required(),
  key: key.required(),
  scopes: Joi.array().items(Joi.string()),
  expires_at: Joi.string().isoDate(),
  defaults: Joi.object({ config: slug, metadata: texts }),
});

const virtualKey = Joi.object({
  slug: slug.required(),
  name: Joi.string(),
  provider: Joi.string().required(),
  key: Joi.string(),
  keys: Joi.array().items(Joi.string()).min(1).max(1000).unique(),
  custom_host: Joi.string(),
})
  // A provider's own fields, as `openai_organization`.
  .pattern(/^[a-z][a-z0-9_]*$/, Joi.string())
  .oxor('key', 'keys');

const config = Joi.object({ slug: slug.required(), name: Joi.string(), config: Joi.object().required() });

const prompt = Joi.object({
  slug: slug.required(),
  name: Joi.string(),
  string: Joi.string().required(),
  parameters: Joi.object(),
  virtual_key: slug,
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
