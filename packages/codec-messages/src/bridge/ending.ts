import type { Json } from '@sluice/provider-sdk';
import { jsonIn, textIn } from '@sluice/provider-sdk/chat';

/** The Messages API's own reasons, which a provider that has them tells. Source: anthropic-sdk-typescript, 2026-08-19. */
const OWN: ReadonlySet<string> = new Set([
  'end_turn',
  'max_tokens',
  'stop_sequence',
  'tool_use',
  'pause_turn',
  'compaction',
  'refusal',
  'model_context_window_exceeded',
]);

const REASONS: ReadonlyMap<unknown, string> = new Map([
  ['length', 'max_tokens'],
  ['tool_calls', 'tool_use'],
  ['function_call', 'tool_use'],
  ['content_filter', 'refusal'],
]);

/** How a chat choice ended, in the members of a message; `refusal` is what was said in the answer's place. */
export function endingOf(choice: Json, called: boolean, refusal: string): Json {
  const extras = { ...choice, ...jsonIn(choice['extras']) };
  const native = textIn(choice['native_finish_reason']);
  const stopSequence = textIn(extras['stop_sequence']) ?? null;
  const reason =
    stopSequence !== null
      ? 'stop_sequence'
      : native !== undefined && OWN.has(native) && (native !== 'tool_use' || called)
        ? native
        : reasonFor(choice['finish_reason'], called);
  const details =
    jsonIn(extras['stop_details']) ??
    (reason === 'refusal' && refusal !== '' ? { type: 'refusal', category: null, explanation: refusal } : undefined);
  return { stop_reason: reason, stop_sequence: stopSequence, ...(details && { stop_details: details }) };
}

/** Some providers end an answer that calls tools as any other. */
function reasonFor(finish: unknown, called: boolean): string {
  const reason = REASONS.get(finish) ?? 'end_turn';
  return called && reason === 'end_turn' ? 'tool_use' : reason;
}
