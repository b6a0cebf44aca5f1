import { FaultError, type Answer, type Asked, type Codec, type Draft, type Json, type Target } from '@sluice/provider-sdk';
import { badRequest, compact, countIn, isJson, jsonIn, listAt, listIn, stringAt } from '@sluice/provider-sdk/chat';

/** `/v2/rerank`. Source: cohere-typescript, V2RerankRequest, 2026-08-18. */
export const rerankCodec: Codec = { request: writeRequest, reply: readReply };

/** What version 2 no longer does itself is done here. */
const READ: ReadonlySet<string> = new Set(['documents', 'return_documents', 'rank_fields']);

function writeRequest(call: Json, target: Target): Draft {
  const query = stringAt(call, 'query');
  if (query === undefined) throw badRequest('query', 'must be the text to rank by');
  const documents = listAt(call, 'documents');
  if (!documents) throw badRequest('documents', 'must be an array of texts');
  const fields = listAt(call, 'rank_fields');
  const own = Object.entries(call).filter(([name, value]) => !READ.has(name) && value !== null);
  return {
    path: '/v2/rerank',
    body: {
      ...Object.fromEntries(own),
      model: target.model ?? call['model'],
      query,
      documents: documents.map((document, index) => writeDocument(document, fields, `documents[${index}]`)),
    },
  };
}

/** Version 2 ranks text: of an object it wants the members line by line, as YAML has them (Cohere rerank guide, 2026). */
function writeDocument(document: unknown, fields: readonly unknown[] | undefined, path: string): string {
  if (typeof document === 'string') return document;
  if (!isJson(document)) throw badRequest(path, 'must be a text, or an object with a "text"');
  if (!fields && typeof document['text'] === 'string') return document['text'];
  return Object.entries(document)
    .filter(([name]) => !fields || fields.includes(name))
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n');
}

function readReply({ json }: Answer, { call, target }: Asked): Json {
  const answer = jsonIn(json);
  if (!answer || !Array.isArray(answer['results']))
    throw new FaultError({ kind: 'unreadable_reply', message: 'the answer has no "results"' });
  const documents = call['return_documents'] === true ? listIn(call['documents']) : [];
  const billed = jsonIn(jsonIn(answer['meta'])?.['billed_units']);
  return {
    object: 'list',
    ...compact({ id: answer['id'] }),
    results: listIn(answer['results'])
      .filter(isJson)
      .map((result) => withDocument(result, documents)),
    model: target.model ?? '',
    usage: { search_units: countIn(billed?.['search_units']) ?? 0 },
    provider: 'cohere',
  };
}

/** Version 2 does not send the documents back, so those of the call are given. */
function withDocument(result: Json, documents: readonly unknown[]): Json {
  const document = typeof result['index'] === 'number' ? documents[result['index']] : undefined;
  if (document === undefined || 'document' in result) return result;
  return { ...result, document: typeof document === 'string' ? { text: document } : document };
}
