import { wordOf, type Json } from '@sluice/provider-sdk';
import { badRequest, cannot, compact, isJson, jsonIn, listIn, textIn } from '@sluice/provider-sdk/chat';

/** What the caller says, block by block, as parts of a chat message. */
export const partsOf = (content: unknown, path: string): readonly Json[] => {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  if (!Array.isArray(content)) throw badRequest(path, 'must be a string or an array of blocks');
  return content.map((block: unknown, index) => partOf(block, `${path}[${index}]`));
};

/** A string where one text says it all: what every provider takes. */
export function contentOf(parts: readonly Json[]): string | readonly Json[] {
  const [only, ...others] = parts;
  return only?.['type'] === 'text' && others.length === 0 && !only['cache_control'] ? (textIn(only['text']) ?? '') : parts;
}

export function partOf(block: unknown, path: string): Json {
  if (!isJson(block)) throw badRequest(path, 'must be a block with a "type"');
  const part = barePartOf(block, path);
  const mark = jsonIn(block['cache_control']);
  return mark ? { ...part, cache_control: mark } : part;
}

function barePartOf(block: Json, path: string): Json {
  switch (block['type']) {
    case 'text':
      if (typeof block['text'] !== 'string') throw badRequest(`${path}.text`, 'must be a string');
      return { type: 'text', text: block['text'] };
    case 'image':
      return { type: 'image_url', image_url: imageOf(jsonIn(block['source']) ?? {}, `${path}.source`) };
    case 'document':
      return documentOf(block, path);
    case 'search_result':
      return { type: 'text', text: resultText(block) };
    case 'tool_reference':
      return { type: 'text', text: textIn(block['tool_name']) ?? '' };
    case 'container_upload':
      throw cannot(path, 'only the provider whose container it is can open it');
    default:
      throw badRequest(`${path}.type`, `"${wordOf(block['type'])}" is not known here`);
  }
}

function imageOf(source: Json, path: string): Json {
  const { type, media_type: mediaType, data, url, file_id: id } = source;
  if (type === 'base64' && typeof data === 'string') return { url: `data:${textIn(mediaType) ?? 'image/jpeg'};base64,${data}` };
  if (type === 'url' && typeof url === 'string') return { url };
  if (type === 'file' && typeof id === 'string') return { file_id: id };
  throw badRequest(path, 'must be base64 with "data", url with "url" or file with "file_id"');
}

function documentOf(block: Json, path: string): Json {
  const source = jsonIn(block['source']) ?? {};
  const { title, context, citations } = block;
  const pieces = source['type'] === 'content' ? source : undefined;
  const document = compact({ title: title ?? undefined, context: context ?? undefined, citations: citations ?? undefined, source: pieces });
  return { type: 'file', file: fileOf(source, `${path}.source`), ...(document && { document }) };
}

function fileOf(source: Json, path: string): Json {
  const { type, media_type: mediaType, data, url, file_id: id } = source;
  if (type === 'base64' && typeof data === 'string') return { file_data: `data:${textIn(mediaType) ?? 'application/pdf'};base64,${data}` };
  if (type === 'text' && typeof data === 'string') return { file_data: textData(data) };
  if (type === 'url' && typeof url === 'string') return { file_url: url };
  if (type === 'file' && typeof id === 'string') return { file_id: id };
  if (type === 'content') return { file_data: textData(piecesText(source['content'], path)) };
  throw badRequest(path, 'must be base64 or text with "data", url with "url", file with "file_id" or content with "content"');
}

const textData = (text: string) => `data:text/plain;base64,${Buffer.from(text).toString('base64')}`;

function piecesText(content: unknown, path: string): string {
  if (typeof content === 'string') return content;
  return listIn(content)
    .map((piece, index) => {
      const text = jsonIn(piece)?.['text'];
      if (typeof text !== 'string') throw cannot(`${path}.content[${index}]`, 'a document in pieces may only hold text here');
      return text;
    })
    .join('\n\n');
}

/** What was found, as a text that says where. */
const resultText = ({ title, source, content }: Json): string =>
  [title, source, ...listIn(content).map((block) => jsonIn(block)?.['text'])].filter((text) => typeof text === 'string').join('\n');
