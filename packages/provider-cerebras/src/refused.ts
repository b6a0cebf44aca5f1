/**
 * Members of OpenAI's that Cerebras answers with 400, whatever their value.
 * Source: inference-docs.cerebras.ai, OpenAI compatibility and chat completions, as of 2026-11.
 */
export const REFUSED_IN_REQUEST: ReadonlySet<string> = new Set([
  'frequency_penalty',
  'presence_penalty',
  'logit_bias',
  'store',
  'metadata',
  'modalities',
  'audio',
  'verbosity',
  'web_search_options',
  'safety_identifier',
  'prompt_cache_key',
  'prompt_cache_retention',
]);
