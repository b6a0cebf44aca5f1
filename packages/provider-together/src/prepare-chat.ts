import type { JsonObject } from '@sluice/provider-sdk';
import {
  asMaxTokens,
  changeMessages,
  developerAsSystem,
  reasoningAs,
  renameEfforts,
  THREE_EFFORTS,
  thinkingAsEffort,
} from '@sluice/provider-sdk/openai';

/** What Together says in other words than OpenAI. Source: docs.together.ai, chat completions and reasoning, as of 2026-11. */
export function prepareChat(body: JsonObject): void {
  asMaxTokens(body);
  prepareLogprobs(body);
  prepareReasoning(body);
  changeMessages(body, developerAsSystem, reasoningAs('reasoning'));
}

/** How many likely tokens to tell is one number there. */
function prepareLogprobs(body: JsonObject): void {
  const wanted = body.get('logprobs');
  if (typeof wanted !== 'boolean') return;
  const top = body.get('top_logprobs');
  body.drop('top_logprobs');
  if (wanted) body.set('logprobs', typeof top === 'number' && top > 1 ? top : 1);
  else body.drop('logprobs');
}

/** Models of gpt-oss have efforts; others can only be told to think or not to. */
function prepareReasoning(body: JsonObject): void {
  if (body.text('model')?.includes('gpt-oss') === true) {
    thinkingAsEffort(body, 'low');
    return renameEfforts(body, THREE_EFFORTS);
  }
  const type = body.object('thinking')?.text('type');
  if (type === 'enabled' || type === 'disabled') body.setDefault('reasoning', { enabled: type === 'enabled' });
  if (body.object('thinking')) body.drop('thinking');
  if (body.text('reasoning_effort') === 'none') {
    body.setDefault('reasoning', { enabled: false });
    body.drop('reasoning_effort');
  }
}
