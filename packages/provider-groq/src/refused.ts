/**
 * Members of a chat request that Groq answers with 400, whatever their value.
 * Source: GroqDocs, OpenAI compatibility page, 2026-10; Groq OpenAPI, 2026-08-14 (fields of OpenAI's that its schema lacks).
 */
export const REFUSED_IN_REQUEST: ReadonlySet<string> = new Set([
  'logprobs',
  'top_logprobs',
  'logit_bias',
  'store',
  'metadata',
  'prediction',
  'modalities',
  'audio',
  'verbosity',
  'web_search_options',
  'prompt_cache_key',
  'prompt_cache_retention',
  'prompt_cache_options',
  'safety_identifier',
]);

/**
 * Members of an assistant message that Groq's strict check of messages refuses: what other providers' clients
 * put into history. Source: error texts quoted by clients of Groq, 2025 and 2026.
 */
export const REFUSED_IN_ASSISTANT: ReadonlySet<string> = new Set([
  'refusal',
  'audio',
  'annotations',
  'thinking',
  'content_blocks',
  'prefix',
]);
