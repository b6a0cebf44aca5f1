import type { FinishReason } from '@sluice/provider-sdk/chat';

const FINISHES: ReadonlyMap<string | undefined, FinishReason> = new Map([
  ['done', 'stop'],
  ['longest', 'length'],
  ['asks', 'tool_calls'],
  ['unfit', 'content_filter'],
]);

/** Why an answer ended. A word that nobody knows is an end like any other. */
export const finishOf = (why: string | undefined, called: boolean): FinishReason => FINISHES.get(why) ?? (called ? 'tool_calls' : 'stop');
