import type { Json } from '@sluice/provider-sdk';
import { compact, jsonIn, textIn, type FinishReason } from '@sluice/provider-sdk/chat';

const REASONS: ReadonlyMap<string | undefined, FinishReason> = new Map([
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['tool_use', 'tool_calls'],
  ['refusal', 'content_filter'],
]);

/** Why a message ended, and what else is told of it. */
export interface Finish {
  readonly finish: FinishReason;
  readonly nativeFinish: string | undefined;
  readonly refusal: string | undefined;
  readonly extras: Json | undefined;
}

/** `called`: whether the caller's own tools were; a tool in the place of the answer's form is none of them. */
export function finishOf(ended: Json, called: boolean): Finish {
  const native = textIn(ended['stop_reason']);
  const details = jsonIn(ended['stop_details']);
  const formed = native === 'tool_use' && !called;
  return {
    finish: formed ? 'stop' : (REASONS.get(native) ?? (native === undefined && called ? 'tool_calls' : 'stop')),
    nativeFinish: formed ? undefined : native,
    refusal: native === 'refusal' ? textIn(details?.['explanation']) : undefined,
    extras: compact({ stop_sequence: textIn(ended['stop_sequence']), stop_details: details }),
  };
}
