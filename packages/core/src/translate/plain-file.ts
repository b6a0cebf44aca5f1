import type { Json } from '@sluice/provider-sdk';

/**
 * A document as OpenAI's chat has it: with a name, for a file without one is refused; words as words; and what is said
 * about it in front. Source: OpenAI API reference, file inputs, 2026-08.
 */
export function plainFile(part: unknown, given: unknown): readonly unknown[] {
  if (typeof part !== 'object' || part === null || (part as Json)['type'] !== 'file') return [part];
  const file = ((part as Json)['file'] ?? {}) as Json;
  const { title, context } = ((given as Json)['document'] ?? {}) as Json;
  const about = [title, context].filter((text) => typeof text === 'string' && text !== '').join('\n');
  const words = /^data:text\/[^;,]+(;[^,]*)?,/.exec(typeof file['file_data'] === 'string' ? file['file_data'].slice(0, 200) : '');
  const front = about === '' ? [] : [{ type: 'text', text: about }];
  if (words) return [...front, { type: 'text', text: textIn((file['file_data'] as string).slice(words[0].length), words[1] ?? '') }];
  const named = file['filename'] === undefined && file['file_data'] !== undefined ? { ...file, filename: nameOf(title) } : file;
  return [...front, { ...(part as Json), file: named }];
}

const textIn = (data: string, parameters: string): string =>
  parameters.includes('base64') ? Buffer.from(data, 'base64').toString('utf8') : decodeURIComponent(data);

const nameOf = (title: unknown): string => (typeof title === 'string' && title !== '' ? title : 'document.pdf');
