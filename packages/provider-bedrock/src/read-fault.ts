import { faultKindFor, retryAfterMs, type Fault, type FaultKind, type WireFailure } from '@sluice/provider-sdk';
import { jsonIn, textIn } from '@sluice/provider-sdk/chat';

/**
 * What AWS's exceptions mean. Their names begin with a capital in a reply and with none in a stream.
 * Source: @aws-sdk/client-bedrock-runtime errors, 2026; recorded 403, 404, 429 and 503 bodies.
 */
const BY_NAME: Readonly<Record<string, FaultKind>> = {
  validationexception: 'invalid_request',
  servicequotaexceededexception: 'quota_exhausted',
  accessdeniedexception: 'forbidden',
  unrecognizedclientexception: 'credential_refused',
  expiredtokenexception: 'credential_refused',
  expiredtoken: 'credential_refused',
  invalidsignatureexception: 'credential_refused',
  signaturedoesnotmatch: 'credential_refused',
  incompletesignatureexception: 'credential_refused',
  missingauthenticationtokenexception: 'credential_refused',
  resourcenotfoundexception: 'model_not_found',
  modeltimeoutexception: 'deadline_exceeded',
  modelerrorexception: 'upstream_error',
  modelstreamerrorexception: 'upstream_error',
  modelnotreadyexception: 'overloaded',
  throttlingexception: 'rate_limited',
  internalserverexception: 'upstream_error',
  serviceunavailableexception: 'overloaded',
};

/** What only the text of a ValidationException tells. Source: the texts quoted in issue threads, 2024 to 2026. */
const BY_TEXT: readonly (readonly [RegExp, FaultKind])[] = [
  [
    /too long|too many (?:input )?tokens|exceeds? the (?:maximum|model'?s?) (?:context|input|number of tokens)|maximum context|prompt is too/i,
    'context_too_long',
  ],
  [/model identifier is invalid|on-demand throughput isn.t supported|doesn.t support the model|end of its life/i, 'model_not_found'],
];

/** Reads `x-amzn-errortype` (its name may be followed by an address), or `__type` in the body, and the message. */
export function readFault({ status, headers, body }: WireFailure): Fault {
  const told = jsonIn(body);
  const type = nameOf(headers['x-amzn-errortype']) ?? nameOf(told?.['__type']);
  return { ...faultOf(type, told ?? body, status), retryAfterMs: retryAfterMs(headers) };
}

/** A failure by its exception's name; without one its status tells. */
export function faultOf(type: string | undefined, body: unknown, status = 500): Fault {
  const told = jsonIn(body);
  const message = textIn(told?.['message']) ?? textIn(told?.['Message']) ?? textIn(told?.['originalMessage']) ?? textIn(body);
  const kind = BY_NAME[type?.toLowerCase() ?? ''] ?? faultKindFor(status);
  return { kind: closer(kind, message ?? ''), message: message || `the provider answered ${type ?? status} and no reason`, type };
}

function closer(kind: FaultKind, message: string): FaultKind {
  // "Too many tokens per day": to wait a little helps nobody.
  if (kind === 'rate_limited' && /per day/i.test(message)) return 'quota_exhausted';
  return kind === 'invalid_request' ? (BY_TEXT.find(([words]) => words.test(message))?.[1] ?? kind) : kind;
}

/** `ValidationException:http://internal…`, `com.amazon.coral.service#ValidationException`. */
function nameOf(told: unknown): string | undefined {
  const name = textIn(told)?.split(':')[0]?.split('#').at(-1)?.trim();
  return name === '' ? undefined : name;
}
