/** @import { Difference } from '@sluice/provider-sdk' */

const source = 'server.js in this folder, 2026-11-23';

const weather = { type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } };

/**
 * What a caller may ask in OpenAI's language and this model does not do. Whoever writes a provider says so here and not in a comment:
 * `sluice plugin check` and the test kit send each example.
 *
 * @type {readonly Difference[]}
 */
export const differences = [
  { member: 'tools', fate: 'refused', how: 'The model calls no tools.', source, example: { tools: [weather] } },
  {
    member: 'response_format',
    fate: 'refused',
    how: 'It writes plain text.',
    source,
    example: { response_format: { type: 'json_object' } },
  },
  { member: 'n', fate: 'refused', how: 'It gives one answer a call.', source, example: { n: 2 } },
  {
    member: 'messages[].content[]',
    fate: 'refused',
    how: 'It reads text alone.',
    source,
    example: { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }] }] },
  },
  { member: 'seed', fate: 'dropped', how: 'Nothing can be repeated.', source, example: { seed: 1 } },
  { member: 'top_p', fate: 'dropped', how: '`warmth` is its one sampler.', source, example: { top_p: 0.5 } },
  { member: 'presence_penalty', fate: 'dropped', how: '`warmth` is its one sampler.', source, example: { presence_penalty: 1 } },
  { member: 'frequency_penalty', fate: 'dropped', how: '`warmth` is its one sampler.', source, example: { frequency_penalty: 1 } },
  { member: 'reasoning_effort', fate: 'dropped', how: 'It does not think.', source, example: { reasoning_effort: 'high' } },
  { member: 'logprobs', fate: 'dropped', how: 'It does not tell how likely its tokens were.', source, example: { logprobs: true } },
];
