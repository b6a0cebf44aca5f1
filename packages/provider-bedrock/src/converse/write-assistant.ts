import type { Json } from '@sluice/provider-sdk';
import { isJson, textIn, type AssistantTurn, type ToolNames } from '@sluice/provider-sdk/chat';
import { cachePoint } from './cache-point.ts';
import type { Family } from './family.ts';
import { toolId } from './tool-id.ts';

/** What an assistant said before: its signed thinking, its text, then its calls; Converse wants text before calls. */
export function writeAssistant(turn: AssistantTurn, family: Family, names: ToolNames): readonly Json[] {
  const calls = turn.calls.flatMap(({ id, name, input, cacheControl }) => [
    { toolUse: { toolUseId: toolId(id, family), name: names.sent(name), input } },
    ...cachePoint(cacheControl, family),
  ]);
  return [...said(turn, family), ...calls];
}

function said({ parts, blocks }: AssistantTurn, family: Family): readonly Json[] {
  const text = parts.filter(({ text: each }) => each.trim() !== '');
  const placed = blocks.flatMap((block) => writeBlock(block, family));
  // Where the blocks hold the text too, they know its place among the thinking.
  const inBlocks = placed.map((block) => textIn(block['text']) ?? '').join('');
  const spoken = text.map((part) => part.text).join('');
  if (inBlocks !== '' && inBlocks === spoken && text.every(({ cacheControl }) => !cacheControl)) return placed;
  return [
    ...placed.filter((block) => !('text' in block)),
    ...text.flatMap((part) => [{ text: part.text }, ...cachePoint(part.cacheControl, family)]),
  ];
}

/** A block of `content_blocks`: what Claude signed goes back as it came, what others thought does not. */
function writeBlock(block: Json, family: Family): readonly Json[] {
  const signs = family.name === 'claude' || family.name === 'unknown';
  const { type, thinking, signature, data, text } = block;
  if (type === 'thinking') {
    return signs && typeof thinking === 'string' && typeof signature === 'string' && signature !== ''
      ? [{ reasoningContent: { reasoningText: { text: thinking, signature } } }]
      : [];
  }
  if (type === 'redacted_thinking') return signs && typeof data === 'string' ? [{ reasoningContent: { redactedContent: data } }] : [];
  if (type === 'text') return typeof text === 'string' && text.trim() !== '' ? [{ text }] : [];
  return family.name === 'nova' ? writeServerTool(block) : [];
}

/** What Nova ran itself goes back to it in the message that it stood in (recorded stream of Nova 2, 2026). */
function writeServerTool(block: Json): readonly Json[] {
  const { type, id, name, input, tool_use_id: answered, content, status } = block;
  if (type === 'server_tool_use' && typeof id === 'string')
    return [{ toolUse: { toolUseId: id, name, input: isJson(input) ? input : {}, type } }];
  if (typeof answered !== 'string' || !Array.isArray(content)) return [];
  return [{ toolResult: { toolUseId: answered, content, ...(typeof status === 'string' && { status }), type } }];
}
