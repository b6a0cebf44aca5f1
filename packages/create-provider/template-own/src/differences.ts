import type { Difference } from '@sluice/provider-sdk';

const source = 'its API reference, with the day on which you read it';
const tool = { type: 'function', function: { name: 'look' } };
const picture = { type: 'image_url', image_url: { url: 'https://example.com/cat.png' } };

/** What is not done as it was asked: refused by name, left out because the answer is as good without it, or sent as something near it. */
export const differences: readonly Difference[] = [
  { member: 'n', fate: 'refused', how: 'One answer is given to a request.', source, example: { n: 2 } },
  {
    member: 'response_format',
    fate: 'refused',
    how: 'Answers are plain text.',
    source,
    example: { response_format: { type: 'json_object' } },
  },
  {
    member: 'tool_choice',
    fate: 'refused',
    how: 'No tool can be insisted on.',
    source,
    example: { tools: [tool], tool_choice: 'required' },
  },
  {
    member: 'messages[].content[]',
    fate: 'refused',
    how: 'It reads text only.',
    source,
    example: { messages: [{ role: 'user', content: [picture] }] },
  },
  { member: 'seed', fate: 'dropped', how: 'Nothing can be repeated.', source, example: { seed: 1 } },
  { member: 'reasoning_effort', fate: 'dropped', how: 'It does not think first.', source, example: { reasoning_effort: 'low' } },
  {
    member: 'messages[].name',
    fate: 'dropped',
    how: 'It does not tell persons apart.',
    source,
    example: { messages: [{ role: 'user', name: 'ann', content: 'hi' }] },
  },
  { member: 'temperature', fate: 'changed', how: 'Warmth ends at 1: what is above is sent as 1.', source, example: { temperature: 1.5 } },
];
