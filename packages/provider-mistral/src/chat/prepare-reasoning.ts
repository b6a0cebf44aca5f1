import type { JsonObject } from '@sluice/provider-sdk';

/** Models that refuse to be told how to think, and thinking in the conversation. Source: issues of clients of Mistral's, 2026-04 to 2026-07. */
const UNTHINKING = /^(?:ministral|codestral|mistral-large)/;

/** Mistral's own models, which think or do not: "Must be one of none, high" (an error of 2026-07). Others that it hosts know degrees. */
const ITS_OWN = /^(?:mistral|magistral)/;

/** Words of other providers for a model's own measure: Mistral's is to be told nothing. */
const OWN_MEASURE: ReadonlySet<string> = new Set(['default', 'auto']);

export const canThink = (body: JsonObject): boolean => !UNTHINKING.test(body.text('model') ?? '');

/** Brings a wish for thinking, in OpenAI's form or in others', into a `reasoning_effort` that the model takes. */
export function prepareReasoning(body: JsonObject): void {
  const effort = body.text('reasoning_effort') ?? body.object('reasoning')?.text('effort') ?? effortOfThinking(body);
  body.drop('thinking', 'reasoning');
  if (effort === undefined) return;
  if (!canThink(body) || OWN_MEASURE.has(effort)) return body.drop('reasoning_effort');
  const wanted = effort !== 'none' && ITS_OWN.test(body.text('model') ?? '') ? 'high' : effort;
  if (body.text('reasoning_effort') !== wanted) body.set('reasoning_effort', wanted);
}

/** The Messages API's form of the wish. */
function effortOfThinking(body: JsonObject): string | undefined {
  const thinking = body.object('thinking');
  if (!thinking) return undefined;
  return thinking.text('type') === 'disabled' ? 'none' : 'high';
}
