import { eventData } from '@sluice/provider-sdk/framing';
import { openAIChatStream } from '../stream-dialect.ts';

/** What one event of a chat completion's stream holds, as far as it matters for going on elsewhere. */
export type ChatEvent =
  /** A comment. */
  | { readonly kind: 'silent' }
  /** Data that is no JSON object. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'done' }
  | { readonly kind: 'error' }
  | ChatPiece;

export interface ChatPiece {
  readonly kind: 'piece';
  readonly id: string | undefined;
  /** Which answers it is a piece of. */
  readonly indexes: readonly unknown[];
  readonly text: string;
  readonly role: boolean;
  readonly reasoning: boolean;
  /** What cannot be cut and gone on with, named. */
  readonly uncuttable: string | undefined;
  readonly finish: boolean;
  /** It only tells what the answer cost. */
  readonly onlyUsage: boolean;
}

/** Members of a delta that hold thoughts, by one provider or another. `content_blocks` holds them beside an empty `content`. */
export const REASONING = ['reasoning_content', 'reasoning', 'reasoning_details', 'thinking', 'thinking_blocks', 'content_blocks'] as const;

const UNCUTTABLE = ['tool_calls', 'function_call', 'refusal', 'audio'] as const;

type Delta = Readonly<Record<string, unknown>>;

interface Choice {
  readonly index?: unknown;
  readonly delta?: Delta | null;
  readonly finish_reason?: unknown;
}

interface Chunk {
  readonly id?: unknown;
  readonly choices?: unknown;
  readonly usage?: unknown;
}

/** Reads one whole event. */
export function readChatEvent(event: Buffer): ChatEvent {
  const data = eventData(event, 0, event.length);
  if (data === undefined) return { kind: 'silent' };
  if (data.trim() === '[DONE]') return { kind: 'done' };
  const chunk = parsed(data);
  if (typeof chunk !== 'object' || chunk === null) return { kind: 'unreadable' };
  if (openAIChatStream.meaning(event, firstByte(event), event.length) === 'error') return { kind: 'error' };
  return piece(chunk);
}

function piece({ id, choices, usage }: Chunk): ChatPiece {
  const list = (Array.isArray(choices) ? choices : []) as readonly (Choice | null)[];
  const deltas = list.map((choice) => choice?.delta ?? {});
  const text = deltas.map(({ content }) => (typeof content === 'string' ? content : '')).join('');
  return {
    kind: 'piece',
    id: typeof id === 'string' && id !== '' ? id : undefined,
    indexes: list.map((choice) => choice?.index ?? 0),
    text,
    role: deltas.some(({ role }) => holds(role)),
    reasoning: deltas.some((delta) => REASONING.some((name) => holds(delta[name]) && (name !== 'content_blocks' || text === ''))),
    uncuttable: deltas.map(uncuttableOf).find((name) => name !== undefined),
    finish: list.some((choice) => holds(choice?.finish_reason)),
    onlyUsage: list.length === 0 && holds(usage),
  };
}

/** A member that a provider names in every delta is null, or empty, where it holds nothing. */
function holds(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== '';
}

function uncuttableOf(delta: Delta): string | undefined {
  const name = UNCUTTABLE.find((member) => holds(delta[member]));
  return name ?? (typeof delta['content'] !== 'string' && holds(delta['content']) ? 'content' : undefined);
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    // One bad event must not lose the others; what it means for the joint is decided by who asked.
    return undefined;
  }
}

/** Blank lines before an event belong to nothing. */
function firstByte(event: Buffer): number {
  let at = 0;
  while (event[at] === 0x0a || event[at] === 0x0d) at++;
  return at;
}
