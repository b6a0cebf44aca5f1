import type { Json } from '@sluice/provider-sdk';
import { cannot, type ChatCall, type Part, type TextPart, type ToolCall, type Turn } from '@sluice/provider-sdk/chat';

/** What one of those who speak says, in a row. */
interface Speech {
  readonly by: 'guide' | 'person' | 'machine' | 'instrument';
  readonly ref?: string;
  readonly says: readonly Json[];
}

/**
 * The conversation as a script. The guide speaks once and first, so that instructions from the middle go there too;
 * whoever speaks twice in a row says it in one; whoever says nothing is left out.
 */
export function writeScript({ system, turns }: ChatCall): readonly Speech[] {
  const guided = [...system, ...turns.flatMap((turn) => (turn.role === 'system' ? turn.parts : []))];
  const speeches = [{ by: 'guide', says: guided.map(writeWords) } as const, ...turns.flatMap(writeTurn)];
  return speeches.filter(({ says }) => says.length > 0).reduce<readonly Speech[]>(joined, []);
}

function joined(script: readonly Speech[], next: Speech): readonly Speech[] {
  const last = script.at(-1);
  if (last?.by !== next.by || next.by === 'instrument') return [...script, next];
  return [...script.slice(0, -1), { by: next.by, says: [...last.says, ...next.says] }];
}

function writeTurn(turn: Turn): readonly Speech[] {
  switch (turn.role) {
    case 'system':
      return [];
    case 'user':
      return [{ by: 'person', says: turn.parts.map(writePart) }];
    case 'assistant':
      return [{ by: 'machine', says: [...turn.parts.filter(({ text }) => text !== '').map(writeWords), ...turn.calls.map(writeUse)] }];
    case 'tool':
      return [{ by: 'instrument', ref: turn.callId, says: [{ kind: 'words', words: turn.parts.map(textOf).join('\n') }] }];
  }
}

const writeWords = ({ text }: TextPart): Json => ({ kind: 'words', words: text });

const writeUse = ({ id, name, input }: ToolCall): Json => ({ kind: 'use', ref: id, instrument: name, with: input });

function writePart(part: Part): Json {
  if (part.kind === 'text') return writeWords(part);
  if (part.kind !== 'image') throw cannot(part.path, `it takes text and pictures, and this is a part of the kind "${part.kind}"`);
  if (part.source.kind !== 'data') throw cannot(part.path, 'it takes pictures as bytes: send a "data:" URL with the picture in it');
  return { kind: 'sight', mime: part.source.mediaType, base64: part.source.base64 };
}

/** What a tool answers is text. */
function textOf(part: Part): string {
  if (part.kind === 'text') return part.text;
  throw cannot(part.path, 'what a tool answers can only be text');
}
