import type { Members } from '../members.ts';
import { pieces } from './pieces.ts';
import type { ChoicePiece } from './replay-choices.ts';

/** The pieces of a choice of completions: its text, then its finish with the log probabilities. */
export function textDeltas(choice: Members): readonly ChoicePiece[] | undefined {
  const { text, logprobs, index: _, ...others } = choice;
  if (typeof text !== 'string') return undefined;
  return [...pieces(text).map((piece) => ({ said: { text: piece } })), { said: { text: '' }, logprobs, others }];
}
