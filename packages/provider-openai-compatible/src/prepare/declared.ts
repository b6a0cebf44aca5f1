import type { Difference } from '@sluice/provider-sdk';

/** Differences that several preparations share. Source of all: the providers' API references and their clients, as of 2026-11. */
const SOURCE = 'API references of the providers that this preset covers, as of 2026-11';

export const effortForThinking: Difference = {
  member: 'thinking',
  fate: 'dropped',
  how: 'Becomes a reasoning_effort.',
  source: SOURCE,
  example: { thinking: { type: 'enabled', budget_tokens: 1024 } },
};

export const systemForDeveloper: Difference = {
  member: 'messages[].role',
  fate: 'changed',
  how: 'The developer is the system.',
  source: SOURCE,
  example: { messages: [{ role: 'developer', content: 'be brief' }] },
};

export const maxTokens: Difference = {
  member: 'max_completion_tokens',
  fate: 'dropped',
  how: 'Sent as max_tokens.',
  source: SOURCE,
  example: { max_completion_tokens: 5 },
};
