import type { Json } from '@sluice/provider-sdk';
import { isJson, jsonIn, listIn, textIn, type CallSaid, type ToolNames } from '@sluice/provider-sdk/chat';
import { JSON_TOOL } from './json-answer.ts';

/** An answer's content, sorted by what it is to a reader of chat. */
export interface BlocksRead {
  readonly text: string;
  readonly reasoning: string;
  /** In the Messages API's form; empty where all is text. */
  readonly blocks: readonly Json[];
  readonly calls: readonly CallSaid[];
  readonly citations: readonly unknown[];
  readonly images: readonly Json[];
}

interface ReadAs {
  readonly names: ToolNames;
  /** The call of our own tool is the answer itself. */
  readonly byTool: boolean;
}

export function readBlocks(content: readonly unknown[], { names, byTool }: ReadAs): BlocksRead {
  const blocks = content.filter(isJson);
  const uses = blocks.map((block) => block['toolUse']).filter(isJson);
  const answer = byTool ? uses.find(({ name }) => name === JSON_TOOL) : undefined;
  const placed = blocks.flatMap((block) => blockOf(block));
  const thought = blocks.map((block) => textIn(jsonIn(jsonIn(block['reasoningContent'])?.['reasoningText'])?.['text']) ?? '').join('');
  const spoken = placed.map(({ type, text }) => (type === 'text' ? (textIn(text) ?? '') : '')).join('');
  const kept = answer ? placed.filter(({ type }) => type !== 'text') : placed;
  return {
    text: answer ? JSON.stringify(answer['input'] ?? {}) : spoken,
    reasoning: thought,
    blocks: kept.every(({ type, citations }) => type === 'text' && citations === undefined) ? [] : kept,
    calls: uses.filter((use) => use !== answer && use['type'] !== 'server_tool_use').map((use, index) => callIn(use, index, names)),
    citations: blocks.flatMap((block) => listIn(jsonIn(block['citationsContent'])?.['citations'])),
    images: blocks.flatMap((block) => imageIn(block['image'])),
  };
}

const callIn = ({ toolUseId, name, input }: Json, index: number, names: ToolNames): CallSaid => ({
  id: textIn(toolUseId) ?? `call_${index}`,
  name: names.given(textIn(name) ?? ''),
  arguments: typeof input === 'string' && input !== '' ? input : JSON.stringify(isJson(input) ? input : {}),
});

/** Calls and pictures have members of their own in a message and are no blocks here. */
function blockOf(block: Json): readonly Json[] {
  if (typeof block['text'] === 'string') return [{ type: 'text', text: block['text'] }];
  const { reasoningContent, citationsContent, toolUse, toolResult } = block;
  if (isJson(reasoningContent)) return thoughtOf(reasoningContent);
  if (isJson(citationsContent)) {
    const { citations, content } = citationsContent;
    const text = listIn(content).map((each) => textIn(jsonIn(each)?.['text']) ?? '');
    return [{ type: 'text', text: text.join(''), citations: listIn(citations) }];
  }
  if (isJson(toolUse)) return toolUse['type'] === 'server_tool_use' ? [serverToolUse(toolUse)] : [];
  return isJson(toolResult) ? [serverToolResult(toolResult)] : [];
}

function thoughtOf({ reasoningText, redactedContent }: Json): readonly Json[] {
  if (typeof redactedContent === 'string') return [{ type: 'redacted_thinking', data: redactedContent }];
  const { text, signature } = jsonIn(reasoningText) ?? {};
  if (typeof text !== 'string') return [];
  return [{ type: 'thinking', thinking: text, ...(typeof signature === 'string' && { signature }) }];
}

/** A tool that Bedrock ran itself, in the form that the Messages API has for such. */
export const serverToolUse = ({ toolUseId, name, input }: Json): Json => ({ type: 'server_tool_use', id: toolUseId, name, input });

export const serverToolResult = ({ toolUseId, type, content, status }: Json): Json => ({
  type: textIn(type) ?? 'tool_result',
  tool_use_id: toolUseId,
  content: listIn(content),
  ...(typeof status === 'string' && { status }),
});

function imageIn(value: unknown): readonly Json[] {
  const image = jsonIn(value);
  const bytes = textIn(jsonIn(image?.['source'])?.['bytes']);
  if (bytes === undefined) return [];
  return [{ type: 'image_url', image_url: { url: `data:image/${textIn(image?.['format']) ?? 'png'};base64,${bytes}` } }];
}
