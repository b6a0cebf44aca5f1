import type { Json } from '@sluice/provider-sdk';
import { cannot, jsonIn, textIn, type AudioPart, type FilePart, type ImagePart, type Part, type Source } from '@sluice/provider-sdk/chat';

/** Formats by media type. Source: Bedrock API reference, ImageBlock, DocumentBlock, VideoBlock, AudioBlock, read 2026-11. */
const IMAGES: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpeg',
  'image/jpg': 'jpeg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
};
const DOCUMENTS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'text/csv': 'csv',
  'application/msword': 'doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'text/html': 'html',
  'text/plain': 'txt',
  'text/markdown': 'md',
};
const VIDEOS: Readonly<Record<string, string>> = {
  'video/x-matroska': 'mkv',
  'video/quicktime': 'mov',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/x-flv': 'flv',
  'video/mpeg': 'mpeg',
  'video/x-ms-wmv': 'wmv',
  'video/3gpp': 'three_gp',
};
const BY_ENDING: Readonly<Record<string, readonly ['image' | 'document' | 'video', string]>> = Object.fromEntries([
  ...[...Object.values(IMAGES), 'jpg'].map((format) => [format, ['image', format === 'jpg' ? 'jpeg' : format]]),
  ...Object.values(DOCUMENTS).map((format) => [format, ['document', format]]),
  ...Object.values(VIDEOS).map((format) => [format, ['video', format]]),
]) as Readonly<Record<string, readonly ['image' | 'document' | 'video', string]>>;

/** One part of a message as a content block. `nameDocument` makes names that Converse takes. */
export function writePart(part: Part, nameDocument: (name: string | undefined) => string): Json {
  switch (part.kind) {
    case 'text':
      return { text: part.text };
    case 'image':
      return writeImage(part);
    case 'audio':
      return writeAudio(part);
    case 'file':
      return writeFile(part, nameDocument);
  }
}

function writeImage({ source, path }: ImagePart): Json {
  const format = source.kind === 'data' ? IMAGES[source.mediaType] : source.kind === 'url' ? endingOf(source.url)?.[1] : undefined;
  const placed = place(source, `${path}.image_url.url`);
  if (format === undefined) throw cannot(`${path}.image_url.url`, 'Bedrock takes pictures as jpeg, png, gif or webp');
  return { image: { format, source: placed } };
}

function writeAudio({ source, format, path }: AudioPart): Json {
  return { audio: { format, source: place(source, `${path}.input_audio.data`) } };
}

function writeFile({ source, filename, document, path }: FilePart, nameDocument: (name: string | undefined) => string): Json {
  const placed = place(source, `${path}.file`);
  const mediaType = source.kind === 'data' ? source.mediaType.split(';')[0]! : '';
  const ending = endingOf(filename ?? (source.kind === 'url' ? source.url : ''));
  const image = IMAGES[mediaType];
  if (image !== undefined) return { image: { format: image, source: placed } };
  const video = VIDEOS[mediaType] ?? (ending?.[0] === 'video' ? ending[1] : undefined);
  if (video !== undefined) return { video: { format: video, source: placed } };
  // Text of no other kind is text: a program, a log.
  const format = DOCUMENTS[mediaType] ?? (ending?.[0] === 'document' ? ending[1] : mediaType.startsWith('text/') ? 'txt' : undefined);
  if (format === undefined) throw cannot(`${path}.file`, `Bedrock takes no document of the type "${mediaType || (filename ?? 'unknown')}"`);
  const context = textIn(document['context']);
  const cited = jsonIn(document['citations'])?.['enabled'] === true;
  return {
    document: {
      format,
      name: nameDocument(filename ?? textIn(document['title'])),
      source: placed,
      ...(context !== undefined && { context }),
      ...(cited && { citations: { enabled: true } }),
    },
  };
}

/** Bedrock loads nothing from the web: what is not in the request is in S3. */
function place(source: Source, path: string): Json {
  if (source.kind === 'data') return { bytes: source.base64 };
  if (source.kind === 'url' && source.url.startsWith('s3://')) return { s3Location: { uri: source.url } };
  throw cannot(path, 'Bedrock loads nothing from an address; send the data itself, as data:…;base64, or an s3:// address');
}

const endingOf = (name: string) => BY_ENDING[/\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''];
