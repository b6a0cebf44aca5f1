import { isMembers, isMembersList, type Members } from '../members.ts';
import { callDeltas } from './call-deltas.ts';
import { BEFORE_CONTENT, openingDelta } from './opening-delta.ts';
import { pieces } from './pieces.ts';
import type { ChoicePiece } from './replay-choices.ts';
import { tokensOf } from './tokens-of.ts';

const OF_THE_CHOICE: ReadonlySet<string> = new Set(['index', 'message', 'logprobs']);

/** The pieces of a choice of chat: role, reasoning, content, refusal, tool calls, finish. */
export function chatDeltas(choice: Members): readonly ChoicePiece[] | undefined {
  const { message, logprobs } = choice;
  if (!isMembers(message)) return undefined;
  const { tool_calls: calls } = message;
  if (Array.isArray(calls) && !isMembersList(calls)) return undefined;

  const tokens = tokensOf(message['content'], logprobs);
  const others = Object.fromEntries(Object.entries(choice).filter(([name]) => !OF_THE_CHOICE.has(name)));
  return [
    delta(openingDelta(message)),
    ...BEFORE_CONTENT.flatMap((name) => textDeltas(message, name)),
    ...blockDeltas(message),
    ...(tokens ? tokens.map((token) => ({ ...delta({ content: token.text }), logprobs: token.logprobs })) : contentDeltas(message)),
    ...textDeltas(message, 'refusal'),
    ...toolCallDeltas(message),
    ...functionCallDeltas(message),
    { ...delta({}), logprobs: tokens ? withoutContent(logprobs) : logprobs, others },
  ];
}

const delta = (said: Members): ChoicePiece => ({ said: { delta: said } });

function textDeltas(message: Members, name: string): readonly ChoicePiece[] {
  const text = message[name];
  return typeof text === 'string' ? pieces(text).map((piece) => delta({ [name]: piece })) : [];
}

const contentDeltas = (message: Members) =>
  Array.isArray(message['content']) ? [delta({ content: message['content'] })] : textDeltas(message, 'content');

const blockDeltas = ({ content_blocks: blocks }: Members) =>
  isMembersList(blocks) ? blocks.map((block, index) => delta({ content_blocks: [{ index, delta: block }] })) : [];

const toolCallDeltas = ({ tool_calls: calls }: Members) =>
  isMembersList(calls)
    ? calls.flatMap(({ index: _, ...call }, index) => callDeltas(call).map((each) => delta({ tool_calls: [{ index, ...each }] })))
    : [];

const functionCallDeltas = ({ function_call: called }: Members) =>
  isMembers(called) ? callDeltas({ function: called }).map((each) => delta({ function_call: each['function'] })) : [];

/** The log probabilities that did not go with a token of the content. */
function withoutContent(logprobs: unknown): unknown {
  const { content: _, ...others } = logprobs as Members;
  return Object.values(others).some((value) => value !== null) ? others : null;
}
