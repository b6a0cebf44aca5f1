import type { JsonObject } from '@sluice/provider-sdk';

/** The words of the last message, whatever shape its content has. */
export function lastWords(body: JsonObject): string {
  let last: JsonObject | undefined;
  body.array('messages')?.eachObject((message) => (last = message));
  const content = last?.get('content') ?? body.get('prompt') ?? body.get('input');
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part: unknown) => (typeof part === 'string' ? part : ((part as { text?: string } | null)?.text ?? ''))).join(' ');
}

/** The same question always gets the same answer. */
export const answerTo = (question: string) => `This is the mock provider. You said: ${question || 'nothing'}`;

/** A stand-in for a tokenizer, good enough to count with: a token a word. */
export const countTokens = (text: string) => text.split(/\s+/).filter(Boolean).length;
