import { FaultError, type Codec, type Json } from '@sluice/provider-sdk';
import { compact, isJson, jsonIn, listIn, textIn } from '@sluice/provider-sdk/chat';

/** The most that one page holds; the default is 20. Source: cohere-typescript, models.list, 2026-08-18. */
const PAGE_SIZE = 1000;

/** `/v1/models`: there is no version 2 of it. */
export const modelsCodec: Codec = {
  request: () => ({ method: 'GET', path: `/v1/models?page_size=${PAGE_SIZE}`, body: {} }),
  reply: ({ json }, { createdS }) => {
    const answer = jsonIn(json);
    if (!Array.isArray(answer?.['models'])) throw new FaultError({ kind: 'unreadable_reply', message: 'the answer has no "models"' });
    return {
      object: 'list',
      data: listIn(answer['models'])
        .filter(isJson)
        .map((model) => entryOf(model, createdS)),
    };
  },
};

/** Cohere’s own members, such as `context_length`, stay; it does not say when a model was made. */
const entryOf = (model: Json, createdS: number): Json => ({
  ...compact(model),
  id: textIn(model['name']) ?? '',
  object: 'model',
  created: createdS,
  owned_by: 'cohere',
});
