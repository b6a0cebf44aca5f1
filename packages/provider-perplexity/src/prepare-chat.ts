import type { JsonObject } from '@sluice/provider-sdk';
import { cannot } from '@sluice/provider-sdk/chat';
import { asMaxTokens, changeMessages, developerAsSystem, oneAnswerOnly, thinkingAsEffort } from '@sluice/provider-sdk/openai';

/**
 * Perplexity's models search and answer; they call no tools of the caller's.
 * Source: docs.perplexity.ai, chat completions, as of 2026-11.
 */
export function prepareChat(body: JsonObject): void {
  oneAnswerOnly(body);
  refuseTools(body);
  if (isAsked(body.get('stop'))) throw cannot('stop', 'Perplexity takes no stop words');
  body.drop('stop', 'seed', 'logit_bias');
  asMaxTokens(body);
  thinkingAsEffort(body);
  changeMessages(body, developerAsSystem);
  if (body.object('response_format')?.text('type') === 'json_object') body.set('response_format', ANY_OBJECT);
}

/** There is no plain JSON there, only JSON by a schema. */
const ANY_OBJECT = { type: 'json_schema', json_schema: { schema: { type: 'object' } } };

function refuseTools(body: JsonObject): void {
  for (const name of ['tools', 'functions']) {
    if (body.array(name)?.empty === false) throw cannot(name, 'Perplexity calls no tools; its models search by themselves');
  }
  body.drop('tools', 'functions', 'tool_choice', 'function_call', 'parallel_tool_calls');
}

const isAsked = (stop: unknown) => stop !== undefined && stop !== null && !(Array.isArray(stop) && stop.length === 0);
