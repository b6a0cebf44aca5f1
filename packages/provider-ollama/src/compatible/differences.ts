import type { Difference } from '@sluice/provider-sdk';

const source = 'Ollama, docs/api/openai-compatibility.mdx, 2026';
const tool = { type: 'function', function: { name: 'look', parameters: { type: 'object', properties: {} } } };

const dropped = (member: string, how: string, example: Difference['example']): Difference => ({
  member,
  fate: 'dropped',
  how,
  source,
  example,
});

export const differences: readonly Difference[] = [
  dropped('n', 'Ollama gives one answer.', { n: 2 }),
  dropped('logit_bias', 'Ollama has no such member.', { logit_bias: { 50256: -100 } }),
  dropped('user', 'Ollama has no such member.', { user: 'u1' }),
  dropped('parallel_tool_calls', 'The model decides how many tools it calls at once.', { parallel_tool_calls: false, tools: [tool] }),
  {
    ...dropped('tool_choice', 'What is not to be called is not offered; that one must be called cannot be said.', {
      tools: [tool, { type: 'function', function: { name: 'other' } }],
      tool_choice: { type: 'function', function: { name: 'look' } },
    }),
    fate: 'changed',
  },
  { ...dropped('reasoning_effort', 'minimal is low; xhigh and max are high.', { reasoning_effort: 'xhigh' }), fate: 'changed' },
  {
    ...dropped('thinking', 'Sent as the nearest `reasoning_effort`.', { thinking: { type: 'enabled', budget_tokens: 1024 } }),
    fate: 'changed',
  },
  {
    ...dropped('messages[].role', 'Instructions of the role developer are sent as the system’s.', {
      messages: [{ role: 'developer', content: 'x' }],
    }),
    fate: 'changed',
  },
];
