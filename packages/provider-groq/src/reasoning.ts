import type { JsonObject } from '@sluice/provider-sdk';
import { effortForBudget } from '@sluice/provider-sdk/openai';

/** OpenAI's efforts that Groq has no name for. Source: Groq OpenAPI, `reasoning_effort`, 2026-08-14. */
const EFFORTS: Readonly<Record<string, string>> = { minimal: 'low', xhigh: 'high', max: 'high' };

/**
 * Brings a wish for thinking into Groq's words: an effort that the model knows, and one of the two ways to
 * say how the thinking is shown, never both, which Groq refuses.
 * Source: GroqDocs, reasoning, 2026-10.
 */
export function prepareReasoning(body: JsonObject): void {
  prepareThinking(body);
  const effort = body.text('reasoning_effort');
  const known = effort === undefined ? undefined : EFFORTS[effort];
  if (known !== undefined) body.set('reasoning_effort', isGptOss(body) ? known : 'default');
  if (!body.has('reasoning_format')) return;
  if (isGptOss(body)) {
    // These models take `include_reasoning` only.
    if (body.text('reasoning_format') === 'hidden') body.setDefault('include_reasoning', false);
    body.drop('reasoning_format');
  } else body.drop('include_reasoning');
}

/** Anthropic's way to ask, which every provider that reasons understands here: `{"type":"enabled","budget_tokens":n}`. */
function prepareThinking(body: JsonObject): void {
  const thinking = body.object('thinking');
  if (thinking && !body.has('reasoning_effort')) {
    const wanted = thinking.text('type') !== 'disabled';
    if (isGptOss(body)) body.set('reasoning_effort', wanted ? effortForBudget(thinking.get('budget_tokens')) : 'low');
    else if (isQwen(body)) body.set('reasoning_effort', wanted ? 'default' : 'none');
  }
  body.drop('thinking');
}

const isGptOss = (body: JsonObject) => body.text('model')?.includes('gpt-oss') === true;
const isQwen = (body: JsonObject) => body.text('model')?.includes('qwen') === true;
