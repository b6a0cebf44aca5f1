import type { Json } from '@sluice/provider-sdk';
import { badRequest, cannot, compact, isJson, jsonIn, stringAt, textIn } from '@sluice/provider-sdk/chat';

/** Content as chat has it: a text, where it is nothing else, or parts. */
export function readContent(content: unknown, path: string): string | readonly Json[] {
  if (content === undefined || content === null) return '';
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) throw badRequest(path, 'must be a string or an array of parts');
  const parts = (content as readonly unknown[]).map((part, index) => readPart(part, `${path}[${index}]`));
  const [first] = parts;
  return parts.length === 1 && first!['type'] === 'text' && !first!['cache_control'] ? (first!['text'] as string) : parts;
}

function readPart(part: unknown, path: string): Json {
  if (!isJson(part)) throw badRequest(path, 'must be an object with a "type"');
  const cacheControl = jsonIn(part['cache_control']);
  return { ...chatPart(part, path), ...(cacheControl && { cache_control: cacheControl }) };
}

function chatPart(part: Json, path: string): Json {
  switch (part['type']) {
    case 'input_text':
    case 'output_text':
    case 'text':
    case 'summary_text':
      return { type: 'text', text: stringAt(part, 'text', `${path}.text`) ?? '' };
    case 'refusal':
      return { type: 'text', text: stringAt(part, 'refusal', `${path}.refusal`) ?? '' };
    case 'input_image':
      return image(part, path);
    case 'input_file':
      return { type: 'file', file: file(part, path) };
    case 'input_audio':
      return { type: 'input_audio', input_audio: part['input_audio'] };
    default:
      throw cannot(
        path,
        `parts of the type ${JSON.stringify(part['type'])} are not known; input_text, input_image, input_file and input_audio are`,
      );
  }
}

function image(part: Json, path: string): Json {
  const url = textIn(part['image_url']) ?? textIn(jsonIn(part['image_url'])?.['url']);
  const id = textIn(part['file_id']);
  if (url === undefined && id === undefined) throw badRequest(`${path}.image_url`, 'must be the address of a picture');
  // Chat knows no larger size than `high`.
  const detail = part['detail'] === 'original' ? 'high' : textIn(part['detail']);
  return { type: 'image_url', image_url: { ...compact(url === undefined ? { file_id: id } : { url }), ...compact({ detail }) } };
}

function file(part: Json, path: string): Json {
  const { file_id: id, file_data: data, file_url: url } = part;
  const found = compact({ file_id: textIn(id), file_data: textIn(data), file_url: textIn(url) });
  if (!found) throw badRequest(path, 'needs "file_data", "file_id" or "file_url"');
  return { ...found, ...compact({ filename: textIn(part['filename']) }) };
}
