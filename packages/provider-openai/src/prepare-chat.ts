import type { JsonObject } from '@sluice/provider-sdk';
import { effortForBudget } from '@sluice/provider-sdk/openai';

/** Anthropic's way to ask for thinking, which every provider that reasons understands here, in OpenAI's word. */
export function prepareChat(body: JsonObject): void {
  const thinking = body.object('thinking');
  if (!thinking) return;
  if (thinking.text('type') === 'enabled') body.setDefault('reasoning_effort', effortForBudget(thinking.get('budget_tokens')));
  body.drop('thinking');
}
