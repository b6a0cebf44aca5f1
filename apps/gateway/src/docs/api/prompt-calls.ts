import { ref } from './refs.ts';
import { ROUTED } from './replies.ts';

const TAGS = ['Stored prompts'];

const reference = {
  name: 'reference',
  in: 'path',
  required: true,
  schema: { type: 'string' },
  description: 'A prompt by its slug or id, alone or with a version behind it: `@12`, `@latest`, or `@label`',
};

const COMMON = ['Provider', 'VirtualKey', 'Config', 'TraceId', 'Metadata', 'Workspace'].map((name) => ref('parameters', name));

const body = {
  required: true,
  content: {
    'application/json': {
      schema: {
        type: 'object',
        properties: {
          variables: { type: 'object', description: 'What stands in the places of the template', additionalProperties: true },
          stream: { type: ['boolean', 'null'] },
        },
        additionalProperties: true,
        description: 'Whatever else is sent goes over the prompt’s own parameters.',
      },
    },
  },
};

const answer = {
  description: 'The provider’s answer',
  headers: ROUTED,
  content: { 'application/json': { schema: ref('schemas', 'Reply') }, 'text/event-stream': { schema: ref('schemas', 'Events') } },
};

const rendered = {
  description: 'The request that the prompt makes; nobody is called',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['success', 'data'],
        properties: { success: { const: true }, data: { type: 'object', additionalProperties: true } },
      },
    },
  },
};

const call = (operationId: string, summary: string, ok: unknown) => ({
  post: {
    tags: TAGS,
    operationId,
    summary,
    security: [{ sluiceKey: [] }],
    parameters: operationId === 'prompts.completions.everywhere' ? COMMON : [reference, ...COMMON],
    requestBody: body,
    responses: { 200: ok, default: ref('responses', 'Failure') },
  },
});

/** Calls to stored prompts. They stand among the addresses where prompts are managed, and go to a provider. */
export const promptCalls = {
  '/v1/prompts/{reference}/completions': call('prompts.completions', 'Fill a stored prompt in, and send it', answer),
  '/v1/prompts/{reference}/render': call('prompts.render', 'Fill a stored prompt in, and show what would be sent', rendered),
  '/v1/prompts/{reference}/generate': call('prompts.generate', 'The same as completions, as older clients call it', answer),
  '/v1/prompts/completions': call('prompts.completions.everywhere', 'Each target of the config brings a stored prompt of its own', answer),
};
