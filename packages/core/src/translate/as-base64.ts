import type { Mend } from '@sluice/provider-sdk';

type Json = Readonly<Record<string, unknown>>;

/**
 * Embeddings as base64, for a caller that asked for them so and a provider that gives numbers whatever it is asked:
 * OpenAI's Node client, which asks unasked, makes nothing of numbers then.
 */
export const asBase64: Mend = {
  signs: ['"embedding":[', '"embedding": ['],
  reply: (reply) => (Array.isArray(reply['data']) ? { ...reply, data: (reply['data'] as readonly Json[]).map(encoded) } : reply),
};

function encoded(item: Json): Json {
  const { embedding } = item;
  if (!Array.isArray(embedding)) return item;
  const floats = Float32Array.from(embedding as readonly number[]);
  return { ...item, embedding: Buffer.from(floats.buffer, floats.byteOffset, floats.byteLength).toString('base64') };
}
