/** Names under which answers have their text, in any door's words. */
const TEXTS: ReadonlySet<string> = new Set([
  'content',
  'text',
  'delta',
  'arguments',
  'partial_json',
  'thinking',
  'reasoning',
  'reasoning_content',
  'refusal',
]);

/** Bytes of the text in an answer, or in a piece of one, whatever its dialect. */
export function textBytesIn(value: unknown, name = ''): number {
  if (typeof value === 'string') return TEXTS.has(name) ? Buffer.byteLength(value) : 0;
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return (value as readonly unknown[]).reduce((sum: number, each) => sum + textBytesIn(each, name), 0);
  return Object.entries(value).reduce((sum, [member, each]) => sum + textBytesIn(each, member), 0);
}
