import type { JsonObject } from '@sluice/provider-sdk';
import { asMaxTokens, changeMessages, developerAsSystem } from '@sluice/provider-sdk/openai';
import { maxTokens, systemForDeveloper } from './declared.ts';
import type { Preparation } from './preparation.ts';

/** For those who switch thinking on by `enable_thinking` and bound it by `thinking_budget`. Source: DashScope's and SiliconFlow's references, as of 2026-11. */
export const enableThinking: Preparation = {
  prepare: (body) => {
    asMaxTokens(body);
    askForThinking(body);
    changeMessages(body, developerAsSystem);
  },
  differences: [
    maxTokens,
    systemForDeveloper,
    {
      member: 'thinking',
      fate: 'dropped',
      how: 'Sent as enable_thinking and thinking_budget.',
      source: 'DashScope, deep thinking, as of 2026-11',
      example: { thinking: { type: 'enabled', budget_tokens: 1024 } },
    },
    {
      member: 'reasoning_effort',
      fate: 'dropped',
      how: 'Sent as enable_thinking: there are no efforts, only on and off and a budget.',
      source: 'DashScope, deep thinking, as of 2026-11',
      example: { reasoning_effort: 'low' },
    },
  ],
};

function askForThinking(body: JsonObject): void {
  const effort = body.text('reasoning_effort');
  const thinking = body.object('thinking');
  const type = thinking?.text('type');
  const budget = thinking?.get('budget_tokens');
  if (type === 'enabled' || type === 'disabled') body.setDefault('enable_thinking', type === 'enabled');
  if (type === 'enabled' && typeof budget === 'number') body.setDefault('thinking_budget', budget);
  if (effort !== undefined) body.setDefault('enable_thinking', effort !== 'none');
  if (effort !== undefined) body.drop('reasoning_effort');
  if (thinking) body.drop('thinking');
}
