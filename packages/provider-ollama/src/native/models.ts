import { FaultError, type Codec } from '@sluice/provider-sdk';
import { isJson, jsonIn, listIn, textIn } from '@sluice/provider-sdk/chat';
import { secondsOf } from './usage.ts';

/** `/api/tags`: the models that the server holds. What Ollama says of each stays. */
export const modelsCodec: Codec = {
  request: () => ({ method: 'GET', path: '/api/tags', body: {} }),
  reply: ({ json }, { createdS }) => {
    const answer = jsonIn(json);
    if (!Array.isArray(answer?.['models'])) throw new FaultError({ kind: 'unreadable_reply', message: 'the answer has no "models"' });
    return {
      object: 'list',
      data: listIn(answer['models'])
        .filter(isJson)
        .map((model) => ({
          ...model,
          id: textIn(model['model']) ?? textIn(model['name']) ?? '',
          object: 'model',
          // `/v1/models` counts from the same day.
          created: secondsOf(model['modified_at']) ?? createdS,
          owned_by: 'library',
        })),
    };
  },
};
