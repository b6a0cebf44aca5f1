import { listIn, objectIn, textIn } from './json.ts';
import type { Piece } from './frames.ts';
import type { Words } from './site.ts';

/** What a provider wants back word for word, and its own word for the end: a caller who is not strict is told both. */
export interface Kept {
  readonly signatures: readonly string[];
  readonly finish: string | undefined;
}

/** What a recording has of it. */
export function keptIn(words: Words, pieces: readonly Piece[]): Kept {
  const signatures: unknown[] = [];
  let finish: unknown;
  for (const { data } of pieces) {
    const said = objectIn(Array.isArray(data) ? data[0] : data);
    const delta = objectIn(said['delta']);
    if (words === 'messages') {
      for (const block of [...listIn(said['content']), objectIn(said['content_block']), delta])
        signatures.push(block['signature'], block['data']);
      finish = said['stop_reason'] ?? delta['stop_reason'] ?? finish;
    }
    if (words === 'converse') {
      const content = listIn(objectIn(objectIn(said['output'])['message'])['content']);
      for (const { reasoningContent } of [...content, delta]) {
        const { reasoningText, signature, redactedContent } = objectIn(reasoningContent);
        signatures.push(objectIn(reasoningText)['signature'], signature, redactedContent);
      }
      finish = said['stopReason'] ?? finish;
    }
    if (words === 'gemini')
      for (const candidate of listIn(said['candidates'])) {
        for (const part of listIn(objectIn(candidate['content'])['parts']))
          signatures.push(part['functionCall'] && part['thoughtSignature']);
        finish = typeof candidate['finishReason'] === 'string' ? candidate['finishReason'] : finish;
      }
    if (words === 'cohere') finish = said['finish_reason'] ?? delta['finish_reason'] ?? finish;
  }
  return { signatures: signatures.map(textIn).filter((each) => each !== ''), finish: textIn(finish) || undefined };
}

/** What of it a chat answer, whole or as events, does not have. */
export function unkept({ signatures, finish }: Kept, reply: string, pieces: readonly Piece[]): readonly string[] {
  const ends = pieces
    .flatMap(({ data }) => listIn(objectIn(data)['choices']).map((choice) => textIn(choice['finish_reason'])))
    .filter((each) => each !== '');
  const missing = signatures.filter((each) => !reply.includes(JSON.stringify(each).slice(1, -1)));
  return [
    ...missing.map((each) => `signature: ${each.slice(0, 40)}… is not there`),
    ...(finish !== undefined && !ends.includes(finish) ? [`finish: expected ${finish}, got ${ends.join()}`] : []),
  ];
}
