import { thinkingAsEffort } from '@sluice/provider-sdk/openai';
import { effortForThinking } from './declared.ts';
import type { Preparation } from './preparation.ts';

/** There is no plain JSON there, only JSON by a schema. */
const ANY_OBJECT = { type: 'json_schema', json_schema: { name: 'object', schema: { type: 'object' } } };

/** LM Studio knows no `json_object`. Source: lmstudio.ai/docs, structured output, as of 2026-11. */
export const lmStudio: Preparation = {
  prepare: (body) => {
    thinkingAsEffort(body);
    if (body.object('response_format')?.text('type') === 'json_object') body.set('response_format', ANY_OBJECT);
  },
  differences: [
    effortForThinking,
    {
      member: 'response_format',
      fate: 'changed',
      how: 'json_object becomes a schema that any object fits.',
      source: 'lmstudio.ai/docs, structured output, as of 2026-11',
      example: { response_format: { type: 'json_object' } },
    },
  ],
};
