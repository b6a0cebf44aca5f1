import { jsonIn, listIn } from '@sluice/provider-sdk/chat';

/**
 * The vectors of an answer, which are sorted by their kind: floats or base64, whichever the caller wants, made of the
 * other where need be; of no other kind is there but what Cohere sent. Version 1 sends bare floats.
 */
export function readVectors(embeddings: unknown, asBase64: boolean): readonly unknown[] {
  const kinds = jsonIn(embeddings) ?? { float: embeddings };
  const { float, base64 } = kinds;
  if (asBase64) return Array.isArray(base64) ? listIn(base64) : listIn(float).map(packed);
  if (Array.isArray(float)) return listIn(float);
  if (Array.isArray(base64)) return listIn(base64).map(unpacked);
  return listIn(Object.values(kinds).find((vectors) => Array.isArray(vectors)));
}

/** "The result of appending the float embedding bytes together." Source: cohere-typescript, 2026-08-18. */
function packed(vector: unknown): unknown {
  const bytes = Buffer.alloc(listIn(vector).length * 4);
  for (const [index, value] of listIn(vector).entries()) bytes.writeFloatLE(typeof value === 'number' ? value : 0, index * 4);
  return bytes.toString('base64');
}

function unpacked(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  const bytes = Buffer.from(text, 'base64');
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => bytes.readFloatLE(index * 4));
}
