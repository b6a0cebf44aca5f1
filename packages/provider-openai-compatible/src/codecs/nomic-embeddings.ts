import { FaultError, type Codec } from '@sluice/provider-sdk';
import { badRequest, cannot, isJson, jsonIn, listIn } from '@sluice/provider-sdk/chat';

/** Nomic's embeddings of texts. Source: docs.nomic.ai, text embeddings, as of 2026-11. */
export const nomicEmbeddings: Codec = {
  request({ input, dimensions, encoding_format: format, user: _user, ...rest }) {
    const texts = typeof input === 'string' ? [input] : input;
    if (!Array.isArray(texts) || texts.some((text) => typeof text !== 'string'))
      throw badRequest('input', 'must be a text or a list of texts');
    if (format === 'base64') throw cannot('encoding_format', 'Nomic tells embeddings as numbers only');
    return { path: '/embedding/text', body: { ...rest, texts, ...(typeof dimensions === 'number' && { dimensionality: dimensions }) } };
  },
  reply({ json }, { target: { model } }) {
    if (!isJson(json) || !Array.isArray(json['embeddings'])) {
      throw new FaultError({ kind: 'unreadable_reply', message: 'the embeddings came without a list of them' });
    }
    const { prompt_tokens: prompt, total_tokens: total } = jsonIn(json['usage']) ?? {};
    const count = [prompt, total].find((each) => typeof each === 'number') ?? 0;
    return {
      object: 'list',
      data: listIn(json['embeddings']).map((embedding, index) => ({ object: 'embedding', index, embedding })),
      model: json['model'] ?? model,
      usage: { prompt_tokens: count, total_tokens: typeof total === 'number' ? total : count },
    };
  },
};
