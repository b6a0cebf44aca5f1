import type { Json } from '../codec.ts';
import { wordOf } from '../word-of.ts';
import type { FilePart, ImagePart, Part } from './call.ts';
import { badRequest, isJson, jsonIn, stringAt, textIn } from './members.ts';
import { sourceOf } from './source.ts';

/** The parts of a message's `content`: a string is one text part, nothing is none. */
export function readParts(message: Json, path: string): readonly Part[] {
  const content = message['content'];
  const at = `${path}.content`;
  const cacheControl = jsonIn(message['cache_control']);
  if (content === undefined || content === null) return [];
  if (typeof content === 'string') return [{ kind: 'text', text: content, cacheControl, path: at }];
  if (!Array.isArray(content)) throw badRequest(at, 'must be a string or an array of parts');
  const parts = content.map((part: unknown, index) => readPart(part, `${at}[${index}]`));
  // A mark on the message is a mark on its end.
  const last = parts.at(-1);
  if (!cacheControl || !last || last.cacheControl) return parts;
  return [...parts.slice(0, -1), { ...last, cacheControl }];
}

function readPart(part: unknown, path: string): Part {
  if (typeof part === 'string') return { kind: 'text', text: part, cacheControl: undefined, path };
  if (!isJson(part)) throw badRequest(path, 'must be an object with a "type"');
  const cacheControl = jsonIn(part['cache_control']);
  switch (part['type']) {
    case 'text':
    case 'input_text':
    case 'output_text':
      return { kind: 'text', text: stringAt(part, 'text', `${path}.text`) ?? '', cacheControl, path };
    case 'refusal':
      return { kind: 'text', text: stringAt(part, 'refusal', `${path}.refusal`) ?? '', cacheControl, path };
    case 'image_url':
      return readImage(part['image_url'], cacheControl, path);
    case 'input_audio':
      return readAudio(part['input_audio'], cacheControl, path);
    case 'file':
      return readFile(part, cacheControl, path);
    default:
      throw badRequest(`${path}.type`, `"${wordOf(part['type'])}" is not known; text, image_url, input_audio and file are`);
  }
}

function readImage(image: unknown, cacheControl: Json | undefined, path: string): ImagePart {
  const url = typeof image === 'string' ? image : textIn(jsonIn(image)?.['url']);
  const id = textIn(jsonIn(image)?.['file_id']);
  if (url === undefined && id === undefined) throw badRequest(`${path}.image_url.url`, 'must be the address of a picture');
  const source = url === undefined ? ({ kind: 'id', id: id! } as const) : sourceOf(url, 'image/jpeg');
  return { kind: 'image', source, detail: textIn(jsonIn(image)?.['detail']), cacheControl, path };
}

function readAudio(audio: unknown, cacheControl: Json | undefined, path: string): Part {
  const data = typeof audio === 'string' ? audio : textIn(jsonIn(audio)?.['data']);
  if (data === undefined) throw badRequest(`${path}.input_audio.data`, 'must be sound in base64');
  const format = textIn(jsonIn(audio)?.['format']) ?? 'wav';
  const mediaType = format === 'mp3' ? 'audio/mpeg' : `audio/${format}`;
  const source = /^(?:data|https?):/.test(data) ? sourceOf(data, mediaType) : ({ kind: 'data', mediaType, base64: data } as const);
  return { kind: 'audio', source, format, cacheControl, path };
}

/** `file`: its data (a `data:` address, or bare base64 of a PDF), its id at the provider, or its address. */
function readFile(part: Json, cacheControl: Json | undefined, path: string): FilePart {
  const file = jsonIn(part['file']) ?? {};
  const { file_data: data, file_id: id, file_url: url } = file;
  const filename = stringAt(file, 'filename', `${path}.file.filename`);
  const document = jsonIn(part['document']) ?? {};
  const described = { kind: 'file', filename, document, cacheControl, path } as const;
  if (typeof id === 'string') return { ...described, source: { kind: 'id', id } };
  if (typeof url === 'string') return { ...described, source: sourceOf(url, 'application/pdf') };
  if (typeof data !== 'string') throw badRequest(`${path}.file`, 'needs "file_data", "file_id" or "file_url"');
  const address = /^(?:data|https?|gs|s3):/i.test(data);
  return {
    ...described,
    source: address ? sourceOf(data, 'application/pdf') : { kind: 'data', mediaType: 'application/pdf', base64: data },
  };
}
