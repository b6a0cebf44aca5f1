import { faultKindFor, type Fault, type FaultKind } from '@sluice/provider-sdk';
import { jsonIn, textIn } from '@sluice/provider-sdk/chat';

/** Source: Anthropic's page of errors, as anthropic-sdk-typescript of 2026-08-19 has it. */
const BY_TYPE: ReadonlyMap<string | undefined, FaultKind> = new Map([
  ['authentication_error', 'credential_refused'],
  ['billing_error', 'quota_exhausted'],
  ['permission_error', 'forbidden'],
  ['request_too_large', 'too_large'],
  ['rate_limit_error', 'rate_limited'],
  ['api_error', 'upstream_error'],
  ['timeout_error', 'deadline_exceeded'],
  ['overloaded_error', 'overloaded'],
]);

/** One type, `invalid_request_error`, stands for many things that only the message tells apart. Texts: recorded, 2024 to 2026. */
const BY_MESSAGE: readonly (readonly [RegExp, FaultKind])[] = [
  [/prompt is too long|exceeds? (?:the )?(?:model )?context (?:window|limit)/i, 'context_too_long'],
  [/credit balance is too low/i, 'quota_exhausted'],
  [/blocked by content filtering/i, 'content_refused'],
];

/** Reads `{"type":"error","error":{type,message}}`, the body of a failure or an event of a stream; there the status is 502. */
export function readMessagesFault(body: unknown, status: number): Fault {
  const given = jsonIn(body)?.['error'];
  const error = jsonIn(given) ?? {};
  const type = textIn(error['type']);
  const message = textIn(error['message']) ?? textIn(given) ?? textIn(jsonIn(body)?.['message']) ?? textIn(body);
  return { kind: kindOf(type, message ?? '', status), message: message || `the provider answered ${status} and no reason`, type };
}

function kindOf(type: string | undefined, message: string, status: number): FaultKind {
  const told = BY_MESSAGE.find(([text]) => text.test(message))?.[1];
  if (told) return told;
  if (type === 'not_found_error') return /^model\b/i.test(message) ? 'model_not_found' : 'not_found';
  // In a stream the status says nothing of the failure.
  if (type === 'invalid_request_error' && status >= 500) return 'invalid_request';
  return BY_TYPE.get(type) ?? faultKindFor(status);
}
