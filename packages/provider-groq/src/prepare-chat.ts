import type { JsonObject } from '@sluice/provider-sdk';
import { prepareReasoning } from './reasoning.ts';
import { REFUSED_IN_ASSISTANT, REFUSED_IN_REQUEST } from './refused.ts';

/** Our service tiers by OpenAI's names. Source: GroqDocs, service tiers, 2026-10. */
const SERVICE_TIERS: Readonly<Record<string, string | undefined>> = { default: 'on_demand', priority: 'performance', scale: undefined };

/** Takes out of a chat request what Groq is known to refuse; all else, known to us or not, stays as it came. */
export function prepareChat(body: JsonObject): void {
  body.dropAll(REFUSED_IN_REQUEST);
  // Groq gives one answer and refuses to be asked for more. Source: Groq OpenAPI, `n`, 2026-08-14.
  if (body.has('n') && body.get('n') !== 1) body.drop('n');
  prepareServiceTier(body);
  prepareReasoning(body);
  prepareTools(body);
  body.array('messages')?.eachObject(prepareMessage);
}

function prepareServiceTier(body: JsonObject): void {
  const tier = body.text('service_tier');
  if (tier === undefined || !Object.hasOwn(SERVICE_TIERS, tier)) return;
  const named = SERVICE_TIERS[tier];
  if (named === undefined) body.drop('service_tier');
  else body.set('service_tier', named);
}

function prepareTools(body: JsonObject): void {
  const tools = body.array('tools');
  if (!tools) return;
  // An empty list is an error to Groq; none at all is not.
  if (tools.empty) body.drop('tools');
  else tools.eachObject((tool) => tool.drop('cache_control'));
}

function prepareMessage(message: JsonObject): void {
  const role = message.text('role');
  // Groq's own examples put the tool's name on its answer, and nowhere else will it take a name.
  if (role !== 'tool' && role !== 'function') message.drop('name');
  message.drop('cache_control');
  message.array('content')?.eachObject((part) => part.drop('cache_control'));
  if (role !== 'assistant') return;
  message.rename('reasoning_content', 'reasoning');
  message.dropAll(REFUSED_IN_ASSISTANT);
  // Clients of others send back what they read: the number that a call had in its stream, or what it was signed with.
  message.array('tool_calls')?.eachObject((call) => call.drop('index', 'extra_content'));
}
