import type { JsonObject } from '@sluice/provider-sdk';
import { effortForBudget, renameEfforts, type MessageChange } from '@sluice/provider-sdk/openai';

/** DeepSeek knows `thinking` with a type and `reasoning_effort`, but no budget, no effort of none, and no choice of its own. */
export function prepareThinking(body: JsonObject): void {
  renameEfforts(body, { minimal: 'low' });
  if (body.text('reasoning_effort') === 'none') {
    body.setDefault('thinking', { type: 'disabled' });
    body.drop('reasoning_effort');
  }
  const thinking = body.object('thinking');
  if (thinking?.has('budget_tokens') === true) {
    if (thinking.text('type') === 'enabled') body.setDefault('reasoning_effort', effortForBudget(thinking.get('budget_tokens')));
    thinking.drop('budget_tokens');
  }
  if (thinking?.text('type') === 'adaptive') body.drop('thinking');
}

/**
 * R1 answers 400 to thinking that is sent back; the models after it answer 400 when a tool call comes back without
 * the thinking that led to it, and are content with an empty one.
 * Source: api-docs.deepseek.com, reasoning model and thinking mode pages, as of 2026-11.
 */
export function replayThinking(body: JsonObject): MessageChange {
  const model = body.text('model') ?? '';
  if (/\br1\b/i.test(model)) return (message) => message.drop('reasoning_content');
  const thinks = /reasoner|-v[4-9]/i.test(model) ? !isOff(body) : body.object('thinking')?.text('type') === 'enabled';
  return (message) => {
    if (!thinks || message.text('role') !== 'assistant' || message.array('tool_calls')?.empty !== false) return;
    if (message.get('reasoning_content') === null) message.drop('reasoning_content');
    message.setDefault('reasoning_content', '');
  };
}

const isOff = (body: JsonObject) => (body.get('thinking') as { type?: unknown } | null | undefined)?.type === 'disabled';
