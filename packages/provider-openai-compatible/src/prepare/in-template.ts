import { changeMessages, developerAsSystem } from '@sluice/provider-sdk/openai';
import { systemForDeveloper } from './declared.ts';
import type { Preparation } from './preparation.ts';

/** For servers that put a request into the model's own template, which thinks when it is told to. Source: vLLM's and SGLang's documentation, as of 2026-11. */
export const inTemplate: Preparation = {
  prepare: (body) => {
    const thinking = body.object('thinking');
    const type = thinking?.text('type');
    if (type === 'enabled' || type === 'disabled') {
      const options = body.object('chat_template_kwargs');
      if (options) options.setDefault('enable_thinking', type === 'enabled');
      else body.setDefault('chat_template_kwargs', { enable_thinking: type === 'enabled' });
    }
    if (thinking) body.drop('thinking');
    changeMessages(body, developerAsSystem);
  },
  differences: [
    systemForDeveloper,
    {
      member: 'thinking',
      fate: 'dropped',
      how: 'Becomes enable_thinking in chat_template_kwargs; a budget is not known there.',
      source: 'vLLM, reasoning outputs, as of 2026-11',
      example: { thinking: { type: 'enabled', budget_tokens: 1024 } },
    },
  ],
};
