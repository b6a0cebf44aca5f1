import type { JsonObject } from '@sluice/provider-sdk';
import { effortForBudget } from '@sluice/provider-sdk/openai';

/** Ollama takes none, low, medium and high, and refuses other words. Source: Ollama, docs/api/openai-compatibility.mdx, 2026. */
const EFFORTS: Readonly<Record<string, string>> = { minimal: 'low', xhigh: 'high', max: 'high' };

/** Words of other providers for a model's own measure: Ollama's is to be told nothing. */
const OWN_MEASURE: ReadonlySet<string | undefined> = new Set(['default', 'auto']);

/** Brings a wish for thinking, in OpenAI's form or the Messages API's, into an effort that Ollama knows. */
export function prepareReasoning(body: JsonObject): void {
  const thinking = body.object('thinking');
  if (thinking && !body.has('reasoning_effort')) {
    body.set('reasoning_effort', thinking.text('type') === 'disabled' ? 'none' : effortForBudget(thinking.get('budget_tokens')));
  }
  body.drop('thinking');
  const effort = body.text('reasoning_effort');
  if (effort !== undefined && Object.hasOwn(EFFORTS, effort)) body.set('reasoning_effort', EFFORTS[effort]);
  else if (OWN_MEASURE.has(effort)) body.drop('reasoning_effort');
}
