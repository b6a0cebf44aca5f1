import type { JsonObject } from '@sluice/provider-sdk';

/** Thinking budgets, in tokens, up to which an effort is meant; above the last it is `high`. */
const BUDGETS: readonly (readonly [number, string])[] = [
  [2048, 'low'],
  [8192, 'medium'],
];

/** Anthropic's way to ask for thinking, which every provider that reasons understands here, in OpenAI's word. */
export function prepareChat(body: JsonObject): void {
  const thinking = body.object('thinking');
  if (!thinking) return;
  if (thinking.text('type') === 'enabled') body.setDefault('reasoning_effort', effortFor(thinking.get('budget_tokens')));
  body.drop('thinking');
}

const effortFor = (budget: unknown) =>
  typeof budget === 'number' ? (BUDGETS.find(([limit]) => budget <= limit)?.[1] ?? 'high') : 'medium';
