import type { Json } from '@sluice/provider-sdk';
import { badRequest, cannot, type ChatCall, type Part, type ToolNames, type ToolTurn, type Turn } from '@sluice/provider-sdk/chat';
import { cachePoint } from './cache-point.ts';
import { documentNames } from './document-names.ts';
import type { Family } from './family.ts';
import { toolId } from './tool-id.ts';
import { writeAssistant } from './write-assistant.ts';
import { writePart } from './write-part.ts';

/** What one turn says. The answers of tools are apart, since they stand first in their message. */
interface Spoken {
  readonly role: 'user' | 'assistant';
  readonly answers: readonly Json[];
  readonly blocks: readonly Json[];
}

/** Sent where Converse insists on words of a user's and there are none. */
const BEGIN = { text: 'Please begin.' };
const ATTACHED = { text: 'A document is attached.' };

/**
 * The conversation as Converse takes it: it begins with the user, user and assistant take turns, no text is blank.
 * `leading` are instructions for models that take none apart.
 */
export function writeMessages(call: ChatCall, family: Family, names: ToolNames, leading: readonly Json[]): readonly Json[] {
  if (call.turns.length + call.system.length === 0) throw badRequest('messages', 'must hold a message');
  const nameDocument = documentNames();
  const spoken = call.turns.map((turn) => writeTurn(turn, family, names, nameDocument));
  const first: Spoken = { role: 'user', answers: [], blocks: leading };
  const merged = [first, ...spoken].filter(({ answers, blocks }) => answers.length + blocks.length > 0).reduce(merge, []);
  const begun = merged[0]?.role === 'user' ? merged : [{ ...first, blocks: [BEGIN] }, ...merged];
  return trimEnd(begun.map(({ role, answers, blocks }) => ({ role, content: [...answers, ...withText(role, blocks)] })));
}

function merge(merged: readonly Spoken[], next: Spoken): readonly Spoken[] {
  const last = merged.at(-1);
  if (last?.role !== next.role) return [...merged, next];
  const joined = { role: next.role, answers: [...last.answers, ...next.answers], blocks: [...last.blocks, ...next.blocks] };
  return [...merged.slice(0, -1), joined];
}

function writeTurn(turn: Turn, family: Family, names: ToolNames, nameDocument: (name: string | undefined) => string): Spoken {
  if (turn.role === 'assistant') return { role: 'assistant', answers: [], blocks: writeAssistant(turn, family, names) };
  if (turn.role === 'tool') return { role: 'user', answers: writeAnswer(turn, family, nameDocument), blocks: [] };
  // An instruction in the middle has no place of its own in Converse: it is said where it stands.
  const parts: readonly Part[] = turn.parts;
  const blocks = parts
    .filter((part) => part.kind !== 'text' || part.text.trim() !== '')
    .flatMap((part) => [writePart(part, nameDocument), ...cachePoint(part.cacheControl, family)]);
  return { role: 'user', answers: [], blocks };
}

/** A tool's answer. As text always, even where it is JSON: read and written anew it might lose the digits of its numbers. */
function writeAnswer(turn: ToolTurn, family: Family, nameDocument: (name: string | undefined) => string): readonly Json[] {
  const { callId, parts, failed, cacheControl } = turn;
  const sound = parts.find(({ kind }) => kind === 'audio');
  if (sound) throw cannot(`${sound.path}.input_audio`, 'Bedrock takes no sound in the answer of a tool');
  const content = parts.map((part) => writePart(part, nameDocument));
  // Without content an answer that failed is refused (aws-samples issue 15, 2025).
  const told = content.some((block) => block['text'] !== '') ? content : [{ text: failed ? 'The tool failed.' : '' }];
  const mark = cacheControl ?? parts.findLast((part) => part.cacheControl)?.cacheControl;
  return [
    { toolResult: { toolUseId: toolId(callId, family), content: told, ...(failed && { status: 'error' }) } },
    ...cachePoint(mark, family),
  ];
}

/** A document is not taken without words beside it. */
const withText = (role: string, blocks: readonly Json[]) =>
  role === 'user' && blocks.some((block) => 'document' in block) && !blocks.some((block) => 'text' in block)
    ? [...blocks, ATTACHED]
    : blocks;

/** The beginning of an answer must not end in blanks. */
function trimEnd(messages: readonly { readonly role: string; readonly content: readonly Json[] }[]): readonly Json[] {
  const last = messages.at(-1);
  const end = last?.content.at(-1);
  if (last?.role !== 'assistant' || typeof end?.['text'] !== 'string') return messages;
  return [...messages.slice(0, -1), { ...last, content: [...last.content.slice(0, -1), { text: end['text'].trimEnd() }] }];
}
