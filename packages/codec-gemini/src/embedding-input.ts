import type { Json } from '@sluice/provider-sdk';
import { badRequest, cannot, isJson, jsonIn, sourceOf, textIn } from '@sluice/provider-sdk/chat';

/** One thing to embed: a text, or parts in Gemini's form where pictures and sounds are among them. */
export type EmbeddingInput = readonly Json[];

/**
 * `input` of an embeddings call: a text or several; objects `{"text":…,"image":{"base64":…}}` as Portkey's users send
 * them, or `{"parts":[…]}` in Gemini's own words.
 */
export function embeddingInputs(call: Json): readonly EmbeddingInput[] {
  const { input } = call;
  if (typeof input === 'string') return [[{ text: input }]];
  if (!Array.isArray(input) || input.length === 0) throw badRequest('input', 'must be a text or an array of texts');
  const items = input as readonly unknown[];
  return items.map((item, index) => inputOf(item, `input[${index}]`));
}

function inputOf(item: unknown, path: string): EmbeddingInput {
  if (typeof item === 'string') return [{ text: item }];
  if (typeof item === 'number' || Array.isArray(item)) throw cannot('input', 'tokens of another model mean nothing here; send the text');
  if (!isJson(item)) throw badRequest(path, 'must be a text');
  if (Array.isArray(item['parts'])) return item['parts'].filter(isJson);
  const parts = [...textPart(item['text']), ...imagePart(item['image'])];
  if (parts.length === 0) throw badRequest(path, 'must hold a "text", an "image" or "parts"');
  return parts;
}

const textPart = (text: unknown): readonly Json[] => (typeof text === 'string' ? [{ text }] : []);

function imagePart(image: unknown): readonly Json[] {
  const described = jsonIn(image);
  const base64 = textIn(described?.['base64']);
  const url = textIn(described?.['url']) ?? textIn(image);
  const type = textIn(described?.['mime_type']) ?? 'image/png';
  if (base64 !== undefined) return [{ inlineData: { mimeType: type, data: base64 } }];
  if (url === undefined) return [];
  const source = sourceOf(url, type);
  return source.kind === 'data'
    ? [{ inlineData: { mimeType: source.mediaType, data: source.base64 } }]
    : [{ fileData: { mimeType: type, fileUri: url } }];
}
