import type { Json } from '@sluice/provider-sdk';
import {
  badRequest,
  type AssistantTurn,
  type ChatCall,
  type Part,
  type ToolCall,
  type ToolTurn,
  type Turn,
} from '@sluice/provider-sdk/chat';
import type { Generation } from './generation.ts';
import type { HostTraits } from './host.ts';
import { mediaPart } from './media.ts';
import { ownMembers } from './own-members.ts';
import { toolAnswers } from './tool-answers.ts';

/** What Gemini 3 takes for a thought signature that nobody has. Source: ai.google.dev, thought signatures, 2026-08. */
const NO_SIGNATURE = 'skip_thought_signature_validator';

/** One content: whose, what, and whether it may grow by what the same side says next. */
interface Content {
  readonly role: 'user' | 'model';
  readonly parts: Json[];
  readonly whole: boolean;
}

/** The conversation. `call` is the caller's own, for members that only Gemini's users send. */
export function contentsOf({ system, turns }: ChatCall, call: Json, generation: Generation, host: HostTraits): readonly Json[] {
  const contents: Content[] = [];
  const say = (role: Content['role'], parts: readonly Json[], whole = false) => {
    const last = contents.at(-1);
    if (parts.length === 0) return;
    if (last?.role === role && !last.whole && !whole) last.parts.push(...parts);
    else contents.push({ role, parts: [...parts], whole });
  };

  if (!generation.system || turns.length === 0) say('user', textParts(system));
  let calls: readonly ToolCall[] = [];
  for (const [index, turn] of turns.entries()) {
    if (turn.role === 'assistant') {
      ({ calls } = turn);
      say('model', assistantParts(turn, call, generation));
    } else if (turn.role !== 'tool') say('user', userParts(turn.parts, host));
    else if (turns[index - 1]?.role !== 'tool') {
      // As many answers as calls, in one content and nothing else there: all others are refused.
      const { answers, shown } = toolAnswers(answersFrom(turns, index), calls, generation, host);
      say('user', answers, true);
      say('user', shown);
    }
  }
  if (contents.length === 0) throw badRequest('messages', 'must say something');
  return contents.map(({ role, parts }) => ({ role, parts }));
}

function answersFrom(turns: readonly Turn[], start: number): readonly ToolTurn[] {
  const end = turns.findIndex(({ role }, index) => index >= start && role !== 'tool');
  return turns.slice(start, end < 0 ? undefined : end).filter((turn) => turn.role === 'tool');
}

const textParts = (parts: readonly Part[]): readonly Json[] =>
  parts.flatMap((part) => (part.kind === 'text' && part.text !== '' ? [{ text: part.text }] : []));

const userParts = (parts: readonly Part[], host: HostTraits): readonly Json[] =>
  parts.flatMap((part) => (part.kind === 'text' ? textParts([part]) : [...aboutFile(part), mediaPart(part, host)]));

/** What a document says of itself has no member here; it stands in front, as text. */
function aboutFile(part: Part): readonly Json[] {
  if (part.kind !== 'file') return [];
  const { title, context } = part.document;
  return [title, context].flatMap((text) => (typeof text === 'string' && text !== '' ? [{ text }] : []));
}

function assistantParts(turn: AssistantTurn, call: Json, { wantsSignatures, callIds }: Generation): readonly Json[] {
  const own = ownMembers(call, turn.path);
  const said = textParts(turn.parts);
  const signature = own.thoughtSignature;
  return [
    ...own.parts,
    ...said.map((part, index) => (signature !== undefined && index === said.length - 1 ? { ...part, thoughtSignature: signature } : part)),
    ...own.images,
    ...turn.calls.map(({ id, name, input, thoughtSignature }, index) => {
      // Of calls made at once only the first is signed.
      const mark = thoughtSignature ?? (wantsSignatures && index === 0 ? NO_SIGNATURE : undefined);
      return { functionCall: { ...(callIds && { id }), name, args: input }, ...(mark !== undefined && { thoughtSignature: mark }) };
    }),
  ];
}
