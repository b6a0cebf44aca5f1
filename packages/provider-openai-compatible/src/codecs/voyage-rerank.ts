import { FaultError, type Codec, type Json } from '@sluice/provider-sdk';
import { isJson, listIn } from '@sluice/provider-sdk/chat';

/** Voyage's reranker: `top_k` for `top_n`, and `data` for `results`. Source: docs.voyageai.com, reranker, as of 2026-11; a recorded reply, 2025. */
export const voyageRerank: Codec = {
  request({ top_n: most, documents, ...rest }) {
    return {
      path: '/rerank',
      body: { ...rest, documents: listIn(documents).map(textOf), ...(most !== undefined && most !== null && { top_k: most }) },
    };
  },
  reply({ json }) {
    if (!isJson(json) || !Array.isArray(json['data'])) {
      throw new FaultError({ kind: 'unreadable_reply', message: 'the order of the documents came without a list' });
    }
    const { data, ...rest } = json;
    return { ...rest, object: 'list', results: listIn(data).map(withDocument) };
  },
};

/** A document is a text there; elsewhere it may be an object with one. */
const textOf = (document: unknown) => (isJson(document) && typeof document['text'] === 'string' ? document['text'] : document);

const withDocument = (item: unknown): unknown =>
  isJson(item) && typeof item['document'] === 'string' ? ({ ...item, document: { text: item['document'] } } satisfies Json) : item;
