import type { FinishReason } from '@sluice/provider-sdk/chat';

const FINISHES: Readonly<Record<string, FinishReason>> = { done: 'stop', longest: 'length', asks: 'tool_calls', unfit: 'content_filter' };

/** Why an answer ended. A word that nobody knows is an end like any other. */
export const finishOf = (why: string | undefined, called: boolean): FinishReason => FINISHES[why ?? ''] ?? (called ? 'tool_calls' : 'stop');
