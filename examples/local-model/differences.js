/** @import { Difference } from '@sluice/provider-sdk' */

const source = 'codec.js in this folder, 2026-11-23';

const picture = { type: 'image_url', image_url: { url: 'https://example.com/a.png' } };
const weather = { type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } };

/**
 * What a caller may ask in OpenAI's language and this model does not do.
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
    how: 'It reads text.',
    source,
    example: { messages: [{ role: 'user', content: [picture] }] },
  },
  { member: 'reasoning_effort', fate: 'dropped', how: 'It does not think.', source, example: { reasoning_effort: 'high' } },
  { member: 'temperature', fate: 'dropped', how: 'It says the same to the same.', source, example: { temperature: 1 } },
  { member: 'stop', fate: 'dropped', how: 'It ends after three sentences.', source, example: { stop: ['gold'] } },
];
