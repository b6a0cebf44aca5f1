import type { FinishReason } from '@sluice/provider-sdk/chat';

/** Source: Bedrock API reference, Converse, `stopReason`, read 2026-11. */
const FINISHES: Readonly<Record<string, FinishReason>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool_calls',
  content_filtered: 'content_filter',
  guardrail_intervened: 'content_filter',
};

/** Why an answer ended. Calls decide between "stop" and "tool_calls": some models say `end_turn` with a call, and a call that Bedrock ran itself is none of the caller's. */
export function finishOf(stopReason: string | undefined, called: boolean): FinishReason {
  const told = FINISHES[stopReason ?? ''] ?? 'stop';
  if (told === 'length' || told === 'content_filter') return told;
  return called ? 'tool_calls' : 'stop';
}
