/**
 * Calls with values of the wrong sort in every place, which a codec must refuse and not break on.
 *
 * @module
 */

import type { Json } from '@sluice/provider-sdk';

/** Values that stand where something else is meant. */
export const ODD: readonly unknown[] = [
  null,
  1,
  'x',
  true,
  [],
  [null, 1, []],
  [{ role: 1, content: [1, null, {}] }],
  { a: 1 },
  { type: 1 },
];

/** Asks for everything with a value of the wrong sort. */
export const oddCall = (odd: unknown, model = 'm'): Json => ({
  model,
  messages: odd,
  tools: odd,
  n: odd,
  stop: odd,
  thinking: odd,
  reasoning: odd,
  reasoning_effort: odd,
  response_format: odd,
  logprobs: odd,
  top_logprobs: odd,
  max_completion_tokens: odd,
});
