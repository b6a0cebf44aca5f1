import type { Json } from '@sluice/provider-sdk';
import { textIn } from '@sluice/provider-sdk/chat';

const isText = (block: Json) => block['type'] === 'text';
const textOf = (blocks: readonly Json[]) => blocks.map(({ text }) => textIn(text) ?? '').join('');

/**
 * A turn's blocks with its text in its place. Chat tells an answer's text twice where there are blocks besides: on its own,
 * and in its place among them, with its citations. Where both say the same the blocks are the richer; where they do not,
 * somebody has changed the text, and the changed one counts.
 */
export function placeText(blocks: readonly Json[], text: readonly Json[]): readonly Json[] {
  const said = textOf(text);
  const among = textOf(blocks.filter(isText));
  if (said === among) return blocks.filter((block) => !isText(block) || block['text'] !== '');
  // A stream tells text among the blocks only from where blocks begin.
  const first = blocks[0];
  if (among !== '' && said.endsWith(among) && first?.['type'] !== 'thinking' && first?.['type'] !== 'redacted_thinking') {
    return [{ type: 'text', text: said.slice(0, -among.length) }, ...blocks];
  }
  const at = blocks.findIndex(isText);
  const before = at < 0 ? blocks : blocks.slice(0, at);
  const after = at < 0 ? [] : blocks.slice(at).filter((block) => !isText(block));
  return [...before, ...text, ...after];
}
