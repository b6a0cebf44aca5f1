/** Thinking budgets, in tokens, up to which an effort is meant; above the last it is `high`. Chosen by us, 2026-11. */
const BUDGETS: readonly (readonly [number, string])[] = [
  [2048, 'low'],
  [8192, 'medium'],
];

/** OpenAI's word for a thinking budget in Anthropic's form, `{"type":"enabled","budget_tokens":n}`; without a number, `medium`. */
export const effortForBudget = (budget: unknown): string =>
  typeof budget === 'number' ? (BUDGETS.find(([limit]) => budget <= limit)?.[1] ?? 'high') : 'medium';
