import { ref } from './refs.ts';

const open = (properties: Readonly<Record<string, unknown>>, rest: Readonly<Record<string, unknown>> = {}) => ({
  type: 'object',
  properties,
  additionalProperties: true,
  ...rest,
});

const text = (description: string) => ({ type: 'string', description });

/** Members that Sluice reads in any JSON body. */
const EVERYWHERE = {
  model: text('The model, under the provider’s own name for it, an alias, or `@virtual-key/model`.'),
  stream: { type: ['boolean', 'null'], description: 'Whether the reply comes as server-sent events.' },
  stream_options: open(
    { include_usage: { type: 'boolean', description: 'Whether the caller wants the event that holds the token counts.' } },
    { type: ['object', 'null'] },
  ),
};

const promptName = text('The slug of a stored prompt, which then stands before the messages. An unknown one is ignored.');

/** The shapes of bodies: open objects, with the members that Sluice acts on. */
export const bodies = {
  JsonRequest: open(EVERYWHERE),
  ChatRequest: open({
    ...EVERYWHERE,
    messages: { type: 'array', items: open({}), description: 'Required, unless a stored prompt is named.' },
    tool_choice: {},
    toolChoice: { description: 'Sent upstream as `tool_choice`.' },
    prompt_id: promptName,
    prompt_slug: promptName,
    promptId: promptName,
    promptID: promptName,
    promptSlug: promptName,
    variables: open({}, { description: 'What stands in the places of the stored prompt; a missing one is empty.' }),
  }),
  FormRequest: open({
    model: text('The model, under the provider’s own name for it or an alias.'),
    file: { type: 'string', format: 'binary' },
  }),
  Reply: open({}, { description: 'The provider’s answer, byte for byte.' }),
  Events: {
    type: 'string',
    description:
      'Server-sent events in the address’s dialect. The chat dialects end with `data: [DONE]`; a stream that broke ends with an error event.',
  },
  ModelList: open({
    object: { const: 'list' },
    total: { type: 'integer' },
    data: {
      type: 'array',
      items: open({
        id: text('What to send as `model`.'),
        object: { const: 'model' },
        owned_by: text('The provider’s slug.'),
        slug: { type: 'string' },
      }),
    },
  }),
  Error: {
    type: 'object',
    required: ['status', 'success', 'message', 'error'],
    additionalProperties: true,
    properties: {
      status: { const: 'failure' },
      success: { const: false },
      message: text('What went wrong and what to do about it.'),
      error: ref('schemas', 'ErrorMembers'),
      provider: text('The provider that was called, where one was.'),
      errors: { type: 'array', items: { type: 'string' }, description: 'One line for each place of a config that is wrong.' },
      type: { const: 'error', description: 'At `/v1/messages` only.' },
    },
  },
  ErrorMembers: {
    type: 'object',
    required: ['message', 'type', 'param', 'code'],
    additionalProperties: true,
    properties: {
      message: { type: 'string' },
      type: { type: 'string' },
      param: { type: ['string', 'null'], description: 'The member or header at fault.' },
      code: { type: ['string', 'null'], description: 'A word that a program can test for.' },
    },
  },
};
