import { FaultError, type Json } from '@sluice/provider-sdk';
import { textIn, type FinishReason } from '@sluice/provider-sdk/chat';

/** Source: js-genai, `FinishReason`, 2026-08-21. */
const REASONS: ReadonlyMap<string, FinishReason> = new Map([
  ['STOP', 'stop'],
  ['MAX_TOKENS', 'length'],
  ...(
    [
      'SAFETY',
      'RECITATION',
      'LANGUAGE',
      'BLOCKLIST',
      'PROHIBITED_CONTENT',
      'SPII',
      'MODEL_ARMOR',
      'IMAGE_SAFETY',
      'IMAGE_PROHIBITED_CONTENT',
      'IMAGE_RECITATION',
    ] as const
  ).map((reason) => [reason, 'content_filter'] as const),
]);

/** Ends at which there is no answer, though another try may bring one. */
const FAILED: ReadonlySet<string> = new Set([
  'MALFORMED_FUNCTION_CALL',
  'UNEXPECTED_TOOL_CALL',
  'TOO_MANY_TOOL_CALLS',
  'MISSING_THOUGHT_SIGNATURE',
  'MALFORMED_RESPONSE',
]);

/** Clients of Google's that ask for enums as numbers see these; the numbers above differ from host to host. */
const BY_NUMBER: readonly (string | undefined)[] = [undefined, 'STOP', 'MAX_TOKENS', 'SAFETY', 'RECITATION', 'OTHER'];

/** Google's own word for the end; undefined while there is none. */
export function nativeFinish(candidate: Json): string | undefined {
  const told = candidate['finishReason'];
  const word = typeof told === 'number' ? (BY_NUMBER[told] ?? 'OTHER') : textIn(told);
  return told === 0 || word === '' || word === 'FINISH_REASON_UNSPECIFIED' ? undefined : word;
}

/** A call ends an answer like any other here. */
export const finishOf = (native: string, called: boolean): FinishReason => {
  const reason = REASONS.get(native) ?? 'stop';
  return reason === 'stop' && called ? 'tool_calls' : reason;
};

export const hasFailed = (native: string | undefined): native is string => native !== undefined && FAILED.has(native);

/** The failure that an end such as `MALFORMED_FUNCTION_CALL` is. */
export const failedFinish = (native: string, candidate: Json) =>
  new FaultError({
    kind: 'generation_failed',
    message: textIn(candidate['finishMessage']) ?? `the model ended with ${native} and gave no answer`,
    code: native.toLowerCase(),
    type: native,
  });
