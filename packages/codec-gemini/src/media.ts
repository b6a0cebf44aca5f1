import type { Json } from '@sluice/provider-sdk';
import { cannot, type Part, type Source } from '@sluice/provider-sdk/chat';
import type { HostTraits } from './host.ts';

type Held = Exclude<Part, { kind: 'text' }>;

/** By the ending of an address. Source: ai.google.dev, image, video, audio and document understanding, 2026-08. */
const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  heic: 'image/heic',
  heif: 'image/heif',
  gif: 'image/gif',
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  html: 'text/html',
  md: 'text/markdown',
  json: 'application/json',
  xml: 'text/xml',
  wav: 'audio/wav',
  mp3: 'audio/mp3',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  aac: 'audio/aac',
  mp4: 'video/mp4',
  mov: 'video/mov',
  webm: 'video/webm',
  mpeg: 'video/mpeg',
  mpg: 'video/mpeg',
};

/** What an address without a known ending is taken for; a file of the host's own has its type there. */
const OTHERWISE: Readonly<Record<Held['kind'], string>> = { image: 'image/jpeg', audio: 'audio/wav', file: 'application/pdf' };

const VIDEO_SITE = /^https?:\/\/(?:www\.|m\.)?(?:youtube\.com|youtu\.be)\//i;

/** A picture, a sound or a document as a part. */
export function mediaPart(part: Held, host: HostTraits): Json {
  const { source } = part;
  if (source.kind === 'data') {
    // Gemini's list says `audio/mp3` where others say `audio/mpeg`.
    const mimeType = source.mediaType === 'audio/mpeg' ? 'audio/mp3' : source.mediaType;
    return { inlineData: { mimeType, data: source.base64 } };
  }
  return { fileData: fileData(source, part, host) };
}

function fileData(source: Exclude<Source, { kind: 'data' }>, { kind, path }: Held, { files }: HostTraits): Json {
  if (source.kind === 'url') return { ...typed(source.url, kind, files), fileUri: source.url };
  if (/^(?:https?|gs):/i.test(source.id)) return { ...typed(source.id, kind, files), fileUri: source.id };
  if (files === undefined) throw cannot(path, 'no files are kept here; give the data itself or its gs:// address');
  return { fileUri: `${files}/${source.id.startsWith('files/') ? source.id : `files/${source.id}`}` };
}

function typed(url: string, kind: Held['kind'], files: string | undefined): Json {
  if (VIDEO_SITE.test(url)) return { mimeType: 'video/mp4' };
  const ending = /\.([a-z0-9]+)(?:[?#]|$)/i.exec(url.slice(url.lastIndexOf('/')));
  const known = TYPES[ending?.[1]?.toLowerCase() ?? ''];
  if (known === undefined && files !== undefined && url.startsWith(files)) return {};
  return { mimeType: known ?? OTHERWISE[kind] };
}
