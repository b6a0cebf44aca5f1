import type { Difference } from '@sluice/provider-sdk';

const DOCS = 'api-docs.deepseek.com, create chat completion, as of 2026-11';
const schema = { name: 'answer', schema: { type: 'object', properties: { a: { type: 'string' } } } };

export const differences: readonly Difference[] = [
  { member: 'n', fate: 'refused', how: 'There is one answer to a request.', source: DOCS, example: { n: 2 } },
  {
    member: 'response_format.json_schema.strict',
    fate: 'refused',
    how: 'No schema is held to.',
    source: 'api-docs.deepseek.com, JSON output, as of 2026-11',
    example: { response_format: { type: 'json_schema', json_schema: { ...schema, strict: true } } },
  },
  {
    member: 'response_format',
    fate: 'changed',
    how: 'A schema that is not strict is told to the model in an instruction, and a JSON object is asked for.',
    source: 'api-docs.deepseek.com, JSON output, as of 2026-11',
    example: { response_format: { type: 'json_schema', json_schema: schema } },
  },
  {
    member: 'max_completion_tokens',
    fate: 'dropped',
    how: 'Sent as max_tokens.',
    source: DOCS,
    example: { max_completion_tokens: 5 },
  },
  {
    member: 'messages[].role',
    fate: 'changed',
    how: 'The developer is the system.',
    source: DOCS,
    example: { messages: [{ role: 'developer', content: 'be brief' }] },
  },
  {
    member: 'thinking.budget_tokens',
    fate: 'dropped',
    how: 'A budget becomes a reasoning_effort.',
    source: 'api-docs.deepseek.com, thinking mode, as of 2026-11',
    example: { thinking: { type: 'enabled', budget_tokens: 1024 } },
  },
  {
    member: 'reasoning_effort',
    fate: 'dropped',
    how: 'No effort at all is thinking disabled; minimal is low.',
    source: 'api-docs.deepseek.com, thinking mode, as of 2026-11',
    example: { reasoning_effort: 'none' },
  },
  {
    member: 'messages[].reasoning_content',
    fate: 'dropped',
    how: 'R1 refuses thinking that comes back; later models want it beside tool calls, and get an empty one where it is missing.',
    source: 'api-docs.deepseek.com, reasoning model, as of 2026-11',
    example: { model: 'deepseek-r1', messages: [{ role: 'assistant', content: 'a', reasoning_content: 'b' }] },
  },
];
