import type { Codec, Fields } from '@sluice/provider-sdk';
import { isJson, listIn, textIn } from '@sluice/provider-sdk/chat';
import { answerIn } from './reply.ts';

/** A list of models in OpenAI's form; what is said of each besides stays. */
export const geminiModels = <F extends Fields>({ path, ownedBy }: { readonly path: string; readonly ownedBy: string }): Codec<F> => ({
  request: () => ({ path, method: 'GET', body: {} }),
  reply({ json }) {
    const models = listIn(answerIn(json)['models']).filter(isJson);
    // Nobody says when a model was made.
    const data = models.map((model) => ({ ...model, id: idOf(textIn(model['name'])), object: 'model', created: 0, owned_by: ownedBy }));
    return { object: 'list', data };
  },
});

const idOf = (name = '') => name.replace(/^models\//, '');
