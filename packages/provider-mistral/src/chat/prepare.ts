import type { JsonObject } from '@sluice/provider-sdk';
import { prepareMessages } from './prepare-messages.ts';
import { canThink, prepareReasoning } from './prepare-reasoning.ts';

/**
 * Members of OpenAI's and of other providers' that Mistral refuses with 422, "extra_forbidden".
 * Source: mistralai/client-ts, ChatCompletionRequest, 2026-08-05 (members that its schema lacks).
 */
const REFUSED: ReadonlySet<string> = new Set([
  'user',
  'logprobs',
  'top_logprobs',
  'logit_bias',
  'store',
  'service_tier',
  'stream_options',
  'modalities',
  'audio',
  'verbosity',
  'web_search_options',
  'prompt_cache_retention',
  'prompt_cache_options',
  'safety_identifier',
  'top_k',
]);

/** Says in Mistral's words what it would refuse, and leaves out what it has no word for; all else stays as it came. */
export function prepareChat(body: JsonObject): void {
  body.dropAll(REFUSED);
  body.rename('max_completion_tokens', 'max_tokens');
  body.rename('seed', 'random_seed');
  // Source: mistralai/client-ts, `temperature`, 2026-08-05.
  const temperature = body.has('temperature') ? body.get('temperature') : undefined;
  if (typeof temperature === 'number' && temperature > 1.5) body.set('temperature', 1.5);
  prepareReasoning(body);
  prepareTools(body);
  prepareMessages(body, canThink(body));
}

function prepareTools(body: JsonObject): void {
  const tools = body.array('tools');
  if (!tools || tools.empty) return body.drop('tools', 'tool_choice', 'parallel_tool_calls');
  tools.eachObject((tool) => {
    tool.drop('cache_control');
    const described = tool.object('function');
    described?.drop('cache_control');
    // What is optional to OpenAI is not to Mistral.
    if (described && !described.object('parameters')) described.set('parameters', { type: 'object', properties: {} });
  });
}
