import type { Codec, Fields, Json } from '@sluice/provider-sdk';
import { cannot, compact, countIn, isJson, jsonIn, listIn, numberAt, stringAt, sumOf } from '@sluice/provider-sdk/chat';
import { embeddingInputs } from './embedding-input.ts';
import { embeddingReply } from './embedding-reply.ts';
import { modelOf, type GeminiHost } from './host.ts';
import { answerIn, unreadable } from './reply.ts';

/** Embeddings by `:batchEmbedContents`: any number of inputs at once. */
export const batchEmbeddings = <F extends Fields>(host: GeminiHost<F>): Codec<F> => ({
  request(call, target) {
    const model = modelOf(call, target);
    const options = optionsOf(call);
    const requests = embeddingInputs(call).map((parts) => ({ model: `models/${model}`, content: { parts }, ...options }));
    return { path: host.path(model, 'batchEmbedContents', target), body: { requests } };
  },
  reply({ json }, asked) {
    const answer = answerIn(json);
    const embeddings = listIn(answer['embeddings']);
    if (embeddings.length === 0) throw unreadable('the provider’s answer holds no embedding');
    return embeddingReply(
      embeddings.map((each) => jsonIn(each)?.['values']),
      promptTokens(answer),
      asked,
    );
  },
});

/** Embeddings by `:embedContent`: one input for each call. */
export const singleEmbedding = <F extends Fields>(host: GeminiHost<F>): Codec<F> => ({
  request(call, target) {
    const model = modelOf(call, target);
    const [parts, more] = embeddingInputs(call);
    if (more) throw cannot('input', 'this model embeds one input for each call');
    const options = optionsOf(call);
    const body = { content: { parts }, ...(options && { embedContentConfig: options }) };
    return { path: host.path(model, 'embedContent', target), body };
  },
  reply({ json }, asked) {
    const answer = answerIn(json);
    return embeddingReply([jsonIn(answer['embedding'])?.['values']], promptTokens(answer), asked);
  },
});

/** Embeddings by `:predict`, as models of before Gemini's second take them. */
export const predictedEmbeddings = <F extends Fields>(host: GeminiHost<F>): Codec<F> => ({
  request(call, target) {
    const model = modelOf(call, target);
    const { outputDimensionality, autoTruncate, taskType, title } = optionsOf(call) ?? {};
    const about = compact({ task_type: taskType, title });
    const instances = embeddingInputs(call).map((parts, index) => ({ content: onlyText(parts, index), ...about }));
    const parameters = compact({ outputDimensionality, autoTruncate });
    return { path: host.path(model, 'predict', target), body: { instances, ...(parameters && { parameters }) } };
  },
  reply({ json }, asked) {
    const predictions = listIn(answerIn(json)['predictions']).filter(isJson);
    if (predictions.length === 0) throw unreadable('the provider’s answer holds no embedding');
    const embeddings = predictions.map((each) => jsonIn(each['embeddings']) ?? {});
    const tokens = sumOf(...embeddings.map(({ statistics }) => countIn(jsonIn(statistics)?.['token_count'])));
    return embeddingReply(
      embeddings.map(({ values }) => values),
      tokens,
      asked,
    );
  },
});

const optionsOf = (call: Json): Json | undefined =>
  compact({
    outputDimensionality: numberAt(call, 'dimensions'),
    taskType: stringAt(call, 'task_type') ?? stringAt(call, 'taskType'),
    title: stringAt(call, 'title'),
    autoTruncate: call['auto_truncate'] ?? call['autoTruncate'],
  });

const promptTokens = (answer: Json) => countIn(jsonIn(answer['usageMetadata'])?.['promptTokenCount']);

function onlyText(parts: readonly Json[], index: number): unknown {
  const [part, more] = parts;
  if (more || typeof part?.['text'] !== 'string') throw cannot(`input[${index}]`, 'this model embeds text alone');
  return part['text'];
}
