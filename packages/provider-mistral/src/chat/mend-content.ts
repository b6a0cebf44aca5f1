import type { Json } from '@sluice/provider-sdk';
import { isJson, listIn, textIn } from '@sluice/provider-sdk/chat';

/** Types of parts of which nothing is left to tell. */
const MENDED: ReadonlySet<unknown> = new Set(['text', 'thinking', 'reference', 'image_url']);

/**
 * Content in parts: thinking, text, and the sources that the text rests on. OpenAI's has text alone; thinking is
 * `reasoning_content` beside it, sources are `citations`, and pictures `images`. What else there may be stays in
 * `content_chunks`. Source: mistralai/client-ts, ContentChunk, 2026-08-05; recorded streams, 2025 and 2026.
 */
export function mendContent(message: Json, name: 'message' | 'delta'): Json {
  if (!Array.isArray(message['content'])) return message;
  const parts = listIn(message['content'])
    .map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part))
    .filter(isJson);
  const of = (...types: readonly unknown[]) => parts.filter(({ type }) => types.includes(type));
  const text = of('text')
    .map((part) => textIn(part['text']) ?? '')
    .join('');
  const thought = of('thinking').map(thoughtIn).join('');
  const others = parts.filter(({ type }) => !MENDED.has(type));
  const { content: _parts, ...rest } = message;
  return {
    ...rest,
    // A chunk of thinking alone says nothing of the content, not even that it is empty.
    ...((name === 'message' || of('text').length > 0) && { content: text }),
    ...(thought !== '' && { reasoning_content: thought }),
    ...(of('reference').length > 0 && { citations: of('reference') }),
    ...(of('image_url').length > 0 && { images: of('image_url') }),
    ...(others.length > 0 && { content_chunks: others }),
  };
}

/** Thinking is a list of texts; one text is understood too. */
function thoughtIn({ thinking }: Json): string {
  if (typeof thinking === 'string') return thinking;
  return listIn(thinking)
    .map((each) => (isJson(each) ? (textIn(each['text']) ?? '') : ''))
    .join('');
}
