import { compact, listIn, numberIn, objectIn, textIn, type Json } from './json.ts';

/** The ids of a list of models, in whatever form it is. */
export function modelsIn(answer: unknown): readonly string[] {
  const given = objectIn(answer);
  const models = Array.isArray(answer) ? listIn(answer) : listIn(given['data'] ?? given['models']);
  return models.map(({ id, name, model }) => textIn(id) || textIn(model) || textIn(name).replace(/^models\//, ''));
}

export const rankingIn = (answer: unknown): readonly Json[] => {
  const given = objectIn(answer);
  return listIn(given['results'] ?? given['data']).map(({ index, relevance_score: score }) => ({ index, score }));
};

export const countOf = (answer: unknown): number => {
  const { input_tokens, inputTokens, totalTokens } = objectIn(answer);
  return numberIn(input_tokens ?? inputTokens ?? totalTokens);
};

/** The vectors of an answer as 32-bit numbers, which is what they are, and the tokens where they are told. */
export function vectorsIn(answer: unknown, slug: string): Json {
  const { data, embeddings, embedding, usage, meta, ...rest } = objectIn(answer);
  const vectors = Array.isArray(data)
    ? listIn(data).map((each) => numbersOf(each['embedding'], slug))
    : Array.isArray(embeddings)
      ? embeddings.map((each: unknown) => numbersOf(Array.isArray(each) ? each : objectIn(each)['values'], slug))
      : embeddings
        ? (objectIn(embeddings)['float'] as unknown[]).map((each) => numbersOf(each, slug))
        : [numbersOf(Array.isArray(embedding) ? embedding : objectIn(embedding)['values'], slug)];
  const told = objectIn(usage);
  const tokens =
    told['prompt_tokens'] ??
    told['total_tokens'] ??
    objectIn(objectIn(meta)['billed_units'])['input_tokens'] ??
    rest['inputTextTokenCount'] ??
    rest['prompt_eval_count'] ??
    objectIn(rest['usageMetadata'])['promptTokenCount'];
  return { vectors, tokens: numberIn(tokens) };
}

/** Base64 holds 32-bit numbers, and with Perplexity bytes of which 127 is one (its documentation, 2026-11). */
function numbersOf(vector: unknown, slug: string): readonly number[] {
  if (typeof vector !== 'string') return (Array.isArray(vector) ? (vector as number[]) : []).map(Math.fround);
  const bytes = Buffer.from(vector, 'base64');
  if (slug === 'perplexity-ai') return [...new Int8Array(bytes)].map((each) => Math.fround(each / 127));
  return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(index * 4));
}

/** The call of OpenAI's embeddings that asks the same. */
export function embeddingQuestion(slug: string, given: Json, model: string): Json {
  const { texts, requests, content, inputText, prompt, embedding_types: _types, output_dimension: size, ...rest } = given;
  if (Object.keys(given).length === 0) return { model: model || 'an-embedder', input: 'What is there?' };
  if (texts) return compact({ ...rest, input: texts, dimensions: size });
  if (requests) {
    const [first] = listIn(requests);
    return compact({
      model,
      input: listIn(requests).map((each) => partsOf(each['content'])),
      task_type: first?.['taskType'],
      dimensions: first?.['outputDimensionality'],
    });
  }
  if (content) return { model, input: partsOf(content) };
  if (inputText !== undefined) return { ...rest, model: `${model}${/:\d+$/.test(model) ? '' : ':0'}`, input: inputText };
  if (prompt !== undefined) return compact({ model, input: prompt });
  return slug === 'voyage' || size === undefined ? given : { ...rest, dimensions: size };
}

/** One text, or Gemini's own parts where it is not text alone. */
function partsOf(content: unknown): unknown {
  const parts = listIn(objectIn(content)['parts']);
  return parts.length === 1 ? parts[0]?.['text'] : { parts };
}

/** What is asked of an embedder, in one form. */
export function embeddingSaid(body: Json): Json {
  const { requests, prompt, input, texts, inputText, keep_alive: _alive, options: _options, encoding_format: _format, ...rest } = body;
  const one = inputText ?? prompt ?? texts ?? input;
  const { task_type: _task, ...others } = rest;
  return compact({
    ...others,
    requests: requests === undefined ? undefined : listIn(requests).map(spelled),
    input: Array.isArray(one) && one.length === 1 ? one[0] : one,
  });
}

const spelled = (request: Json): Json =>
  JSON.parse(JSON.stringify(request).replaceAll('inline_data', 'inlineData').replaceAll('mime_type', 'mimeType')) as Json;
