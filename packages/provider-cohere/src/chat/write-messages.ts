import type { Json } from '@sluice/provider-sdk';
import {
  cannot,
  textIn,
  urlOf,
  type AssistantTurn,
  type ChatCall,
  type Part,
  type TextPart,
  type ToolTurn,
  type Turn,
} from '@sluice/provider-sdk/chat';
import { documentOf } from './documents.ts';

export const writeMessages = ({ system, turns }: ChatCall): readonly Json[] => [
  ...(system.length > 0 ? [{ role: 'system', content: contentOf(system.map(textPart)) }] : []),
  ...turns.map(writeTurn),
];

function writeTurn(turn: Turn): Json {
  switch (turn.role) {
    case 'system':
      return { role: 'system', content: contentOf(turn.parts.map(textPart)) };
    case 'user':
      return { role: 'user', content: contentOf(turn.parts.flatMap(writeUserPart)) };
    case 'assistant':
      return writeAssistant(turn);
    case 'tool':
      return { role: 'tool', tool_call_id: turn.callId, content: contentOf(turn.parts.map((part) => writeToolPart(part, turn))) };
  }
}

const textPart = ({ text }: TextPart): Json => ({ type: 'text', text });

/** One text alone is said as a string, as everybody does. */
function contentOf(parts: readonly Json[]): string | readonly Json[] {
  if (parts.length === 0) return '';
  const [only] = parts;
  return parts.length === 1 && only?.['type'] === 'text' ? String(only['text']) : parts;
}

function writeUserPart(part: Part): readonly Json[] {
  switch (part.kind) {
    case 'text':
      return [textPart(part)];
    case 'image':
      if (part.source.kind === 'id') throw cannot(`${part.path}.image_url`, 'Cohere keeps no files; send the picture or its address');
      return [{ type: 'image_url', image_url: { url: urlOf(part.source), ...(part.detail !== undefined && { detail: part.detail }) } }];
    case 'audio':
      throw cannot(part.path, 'Cohere’s chat does not listen; transcribe the sound first');
    case 'file':
      // Text goes along as a document (see `documentsOf`).
      if (documentOf(part)) return [];
      throw cannot(part.path, 'Cohere’s chat reads files of text only; send this one’s text');
  }
}

/** What came with calls is the plan for them; the models’ templates know no other text in that place. */
function writeAssistant({ parts, reasoning, blocks, calls }: AssistantTurn): Json {
  const text = parts.map((part) => part.text).join('');
  const thought = reasoning ?? blocks.map((block) => (block['type'] === 'thinking' ? (textIn(block['thinking']) ?? '') : '')).join('');
  if (calls.length === 0) {
    const thinking = thought === '' ? [] : [{ type: 'thinking', thinking: thought }];
    return { role: 'assistant', content: contentOf([...thinking, ...parts.map(textPart)]) };
  }
  const plan = thought === '' ? text : thought;
  return {
    role: 'assistant',
    ...(plan !== '' && { tool_plan: plan }),
    ...(thought !== '' && text !== '' && { content: text }),
    tool_calls: calls.map(({ id, name, arguments: given }) => ({
      id,
      type: 'function',
      function: { name, arguments: given.trim() === '' ? '{}' : given },
    })),
  };
}

function writeToolPart(part: Part, { path }: ToolTurn): Json {
  if (part.kind === 'text') return textPart(part);
  const document = part.kind === 'file' ? documentOf(part) : undefined;
  if (document) return { type: 'document', document };
  throw cannot(part.path, `Cohere takes text from tools, and nothing else (${path})`);
}
