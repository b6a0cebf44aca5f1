/**
 * What Groq says to a chat request that it does not take, or nothing when it takes it.
 * Sources: Groq OpenAPI of 2026-08-14; GroqDocs, OpenAI compatibility page, 2026-10; error texts quoted by clients of Groq.
 */
export function refusalOf(body: Json): string | undefined {
  for (const name of Object.keys(body)) {
    if (REFUSED.has(name) || !KNOWN.has(name)) return `property '${name}' is unsupported`;
  }
  if (typeof body['model'] !== 'string') return `'model' : value must be a string`;
  if (body['n'] !== undefined && body['n'] !== null && body['n'] !== 1) return `'n' : number must be at most 1`;
  if (Array.isArray(body['tools']) && body['tools'].length === 0) return `'tools' : minimum number of items is 1`;
  if (!Array.isArray(body['messages']) || body['messages'].length === 0) return `'messages' : minimum number of items is 1`;
  for (const [index, message] of (body['messages'] as Json[]).entries()) {
    const refused = messageRefusalOf(message);
    if (refused) return `'messages.${index}' : for 'role:${String(message['role'])}' the following must be satisfied[(${refused})]`;
  }
  return undefined;
}

export type Json = Readonly<Record<string, unknown>>;

/** In the schema, and yet answered with 400; `metadata` and `store` are of no use there either. */
const REFUSED = new Set(['logprobs', 'top_logprobs', 'logit_bias', 'metadata', 'store']);

const KNOWN = new Set([
  'messages',
  'model',
  'max_completion_tokens',
  'max_tokens',
  'temperature',
  'top_p',
  'n',
  'stop',
  'seed',
  'stream',
  'stream_options',
  'frequency_penalty',
  'presence_penalty',
  'user',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'disable_tool_validation',
  'response_format',
  'reasoning_effort',
  'reasoning_format',
  'include_reasoning',
  'service_tier',
  'documents',
  'citation_options',
  'search_settings',
  'include_domains',
  'exclude_domains',
  'compound_custom',
  'functions',
  'function_call',
  'debug',
]);

const MESSAGE_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  system: ['role', 'content'],
  developer: ['role', 'content'],
  user: ['role', 'content'],
  assistant: ['role', 'content', 'tool_calls', 'function_call', 'reasoning'],
  tool: ['role', 'content', 'tool_call_id', 'name'],
  function: ['role', 'content', 'name'],
};

const PARTS = new Set(['text', 'image_url', 'document']);

function messageRefusalOf(message: Json): string | undefined {
  const allowed = MESSAGE_PROPERTIES[String(message['role'])];
  if (!allowed) return `'role' : unknown role`;
  const strange = Object.keys(message).find((name) => !allowed.includes(name));
  if (strange) return `property '${strange}' is unsupported`;
  if (!Array.isArray(message['content'])) return undefined;
  const part = (message['content'] as Json[]).find((each) => !PARTS.has(String(each['type'])));
  return part && `'content' : unknown part '${String(part['type'])}'`;
}
