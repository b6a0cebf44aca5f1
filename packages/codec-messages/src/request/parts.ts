import type { Json } from '@sluice/provider-sdk';
import { cannot, jsonIn, type FilePart, type ImagePart, type Part } from '@sluice/provider-sdk/chat';

const IMAGES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);
const TEXTS = /^(?:text\/|application\/(?:json|xml|yaml|x-yaml|javascript)$)/;

/** Which addresses the host fetches for the model. */
export interface Fetching {
  readonly urls: boolean;
}

/** A part as a content block; undefined for text that says nothing, which the API refuses. */
export function blockOf(part: Part, fetching: Fetching): Json | undefined {
  const block = bareBlockOf(part, fetching);
  return block && part.cacheControl ? { ...block, cache_control: part.cacheControl } : block;
}

export const blocksOf = (parts: readonly Part[], fetching: Fetching): readonly Json[] =>
  parts.map((part) => blockOf(part, fetching)).filter((block) => block !== undefined);

function bareBlockOf(part: Part, fetching: Fetching): Json | undefined {
  switch (part.kind) {
    case 'text':
      return part.text.trim() === '' ? undefined : { type: 'text', text: part.text };
    case 'image':
      return imageOf(part, fetching);
    case 'file':
      return documentOf(part, fetching);
    case 'audio':
      throw cannot(`${part.path}.input_audio`, 'these models hear no sound');
  }
}

function imageOf({ source, path }: ImagePart, fetching: Fetching): Json {
  if (source.kind === 'id') return { type: 'image', source: { type: 'file', file_id: source.id } };
  if (source.kind === 'url') return { type: 'image', source: urlOf(source.url, `${path}.image_url.url`, fetching) };
  return imageData(source.mediaType, source.base64, `${path}.image_url.url`);
}

function imageData(given: string, data: string, path: string): Json {
  const mediaType = given === 'image/jpg' ? 'image/jpeg' : given;
  if (!IMAGES.has(mediaType)) throw cannot(path, `pictures are taken as JPEG, PNG, GIF or WebP, not as ${mediaType}`);
  return { type: 'image', source: { type: 'base64', media_type: mediaType, data } };
}

function urlOf(url: string, path: string, { urls }: Fetching): Json {
  if (!urls) throw cannot(path, 'this host fetches nothing; send the thing itself as a data: address');
  if (!/^https?:/i.test(url)) throw cannot(path, 'only http and https addresses are fetched');
  return { type: 'url', url };
}

function documentOf({ source, filename, document, path }: FilePart, fetching: Fetching): Json {
  const { title = filename, context, citations } = document;
  const block = {
    type: 'document',
    ...(title !== undefined && { title }),
    ...(context !== undefined && { context }),
    ...(citations !== undefined && { citations }),
  };
  // Text in pieces, as only this format has it; in chat's own language it is one text beside.
  const pieces = jsonIn(document['source']);
  if (pieces?.['type'] === 'content') return { ...block, source: pieces };
  if (source.kind === 'id') return { ...block, source: { type: 'file', file_id: source.id } };
  if (source.kind === 'url') return { ...block, source: urlOf(source.url, `${path}.file.file_url`, fetching) };
  const { mediaType, base64 } = source;
  if (mediaType === 'application/pdf') return { ...block, source: { type: 'base64', media_type: mediaType, data: base64 } };
  if (TEXTS.test(mediaType)) {
    return { ...block, source: { type: 'text', media_type: 'text/plain', data: Buffer.from(base64, 'base64').toString('utf8') } };
  }
  if (mediaType.startsWith('image/')) return imageData(mediaType, base64, `${path}.file.file_data`);
  throw cannot(`${path}.file.file_data`, `documents are taken as PDF or text, not as ${mediaType}`);
}
