import type { JsonObject } from '@sluice/provider-sdk';
import { changeMessages, reasoningAs } from '@sluice/provider-sdk/openai';
import { signedThinking } from './signed-thinking.ts';

/** OpenRouter passes over what it does not know; here is only what it has another name for. */
export function prepareChat(body: JsonObject): void {
  prepareThinking(body);
  changeMessages(body, signedThinking, reasoningAs('reasoning'));
}

/** Anthropic's way to ask for thinking, in OpenRouter's. Source: openrouter.ai/docs, reasoning tokens, as of 2026-11. */
function prepareThinking(body: JsonObject): void {
  const thinking = body.object('thinking');
  if (!thinking) return;
  const type = thinking.text('type');
  const budget = thinking.get('budget_tokens');
  // An effort and a budget together are an error there.
  if (!body.has('reasoning_effort') && !body.has('reasoning')) {
    if (type === 'enabled') body.set('reasoning', typeof budget === 'number' ? { max_tokens: budget } : { enabled: true });
    if (type === 'disabled') body.set('reasoning', { enabled: false });
  }
  body.drop('thinking');
}
