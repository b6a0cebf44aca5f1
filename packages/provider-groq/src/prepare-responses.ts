import type { JsonObject } from '@sluice/provider-sdk';

/** Members that Groq's Responses API does not take, and without which the answer is the same. Source: GroqDocs, Responses API, 2026-10. */
const DROPPED = ['include', 'safety_identifier', 'prompt_cache_key', 'prompt_cache_retention', 'client_metadata'] as const;

/** The tools that it takes: the caller's own, and those that Groq runs. Source: Groq OpenAPI, 2026-08-14. */
const TOOLS: ReadonlySet<string> = new Set(['function', 'browser_search', 'code_interpreter', 'mcp']);

export function prepareResponses(body: JsonObject): void {
  body.drop(...DROPPED);
  if (body.text('truncation') === 'disabled') body.drop('truncation');
}

/** Free-form tools, namespaces and the like, as Codex brings them: by way of chat they can be told. */
export function declinesResponses(body: JsonObject): boolean {
  let declined = false;
  body.array('tools')?.eachObject((tool) => {
    declined ||= !TOOLS.has(tool.text('type') ?? 'function');
  });
  return declined;
}
