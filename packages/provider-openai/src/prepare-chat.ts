import type { JsonObject } from '@sluice/provider-sdk';
import { effortForBudget, withoutExtras } from '@sluice/provider-sdk/openai';

/** What other providers are told in chat's language is left out; Anthropic's way to ask for thinking is put in OpenAI's word. */
export function prepareChat(body: JsonObject): void {
  withoutExtras(body);
  const thinking = body.object('thinking');
  if (!thinking) return;
  if (thinking.text('type') === 'enabled') body.setDefault('reasoning_effort', effortForBudget(thinking.get('budget_tokens')));
  body.drop('thinking');
}
