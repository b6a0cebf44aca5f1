import type { FinishReason } from '@sluice/provider-sdk/chat';

const FINISHES = new Map<string | undefined, FinishReason>([
  ['done', 'stop'],
  ['halted', 'stop'],
  ['cut', 'length'],
  ['use', 'tool_calls'],
  ['withheld', 'content_filter'],
]);

/** Why an answer ended. A word that nobody knows is an end like any other. */
export const finishOf = (ended: string | undefined, called: boolean): FinishReason =>
  FINISHES.get(ended) ?? (called ? 'tool_calls' : 'stop');
