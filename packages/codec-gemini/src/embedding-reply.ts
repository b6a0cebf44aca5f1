import type { Asked, Json } from '@sluice/provider-sdk';
import { unreadable } from './reply.ts';

/** Embeddings in OpenAI's form, as numbers or as the caller asked for them. */
export function embeddingReply(vectors: readonly unknown[], tokens: number | undefined, asked: Asked): Json {
  const base64 = asked.call['encoding_format'] === 'base64';
  return {
    object: 'list',
    model: asked.target.model ?? '',
    data: vectors.map((vector, index) => ({
      object: 'embedding',
      index,
      embedding: base64 ? base64Of(numbersIn(vector)) : numbersIn(vector),
    })),
    ...(tokens !== undefined && { usage: { prompt_tokens: tokens, total_tokens: tokens } }),
  };
}

function numbersIn(vector: unknown): readonly number[] {
  if (!Array.isArray(vector) || vector.some((value) => typeof value !== 'number'))
    throw unreadable('the provider’s answer holds no vector');
  return vector as readonly number[];
}

/** OpenAI's compact form: floats of four bytes, the lowest first. */
function base64Of(vector: readonly number[]): string {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4);
  return bytes.toString('base64');
}
