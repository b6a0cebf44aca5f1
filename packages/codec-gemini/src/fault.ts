import { faultKindFor, FaultError, retryAfterMs, type Fault, type FaultKind, type Json, type WireFailure } from '@sluice/provider-sdk';
import { isJson, jsonIn, listIn, textIn } from '@sluice/provider-sdk/chat';

/** Google's words that decide where the status does not. Source: google.rpc.Code and ai.google.dev, troubleshooting, 2026-08. */
const BY_WORD: Readonly<Record<string, FaultKind>> = {
  API_KEY_INVALID: 'credential_refused',
  API_KEY_EXPIRED: 'credential_refused',
  ACCESS_TOKEN_EXPIRED: 'credential_refused',
  API_KEY_SERVICE_BLOCKED: 'forbidden',
  SERVICE_DISABLED: 'forbidden',
  BILLING_DISABLED: 'forbidden',
  FAILED_PRECONDITION: 'forbidden',
};

/** What a prompt that is longer than the model's window is told. */
const TOO_LONG = /input token count.*exceeds the maximum|exceeds the maximum number of tokens/i;

/** Reads `{"error":{code,message,status,details}}`, alone or in an array as streams without `alt=sse` have it. */
export function readGeminiFault({ status, headers, body }: WireFailure): Fault {
  const error = errorIn(body) ?? {};
  const word = textIn(error['status']);
  const details = listIn(error['details']).filter(isJson);
  const reason = details.map((detail) => textIn(detail['reason'])).find((each) => each !== undefined);
  const message = textIn(error['message']) ?? textIn(body);
  return {
    kind: kindOf(status, word, reason, details, message),
    message: message === undefined || message === '' ? `the provider answered ${status} and no reason` : message,
    param: violatedField(details),
    code: reason ?? word,
    type: word,
    retryAfterMs: retryDelayMs(details) ?? retryAfterMs(headers),
  };
}

/** The error that a body tells, be its status what it may. */
export function errorIn(body: unknown): Json | undefined {
  const told: unknown = Array.isArray(body) ? (body as readonly unknown[])[0] : body;
  return jsonIn(jsonIn(told)?.['error']);
}

/** @throws FaultError where a frame of a stream, or an answer of 200, is an error. */
export function throwTold(body: unknown): void {
  const error = errorIn(body);
  if (!error) return;
  const code = error['code'];
  const status = typeof code === 'number' && code >= 400 && code < 600 ? code : 502;
  throw new FaultError(readGeminiFault({ status, headers: {}, body }));
}

function kindOf(status: number, word: string | undefined, reason: string | undefined, details: readonly Json[], message = ''): FaultKind {
  const named = [reason, word].find((each) => each !== undefined && Object.hasOwn(BY_WORD, each));
  if (named !== undefined) return BY_WORD[named]!;
  if (status === 429) return forTheDay(details) ? 'quota_exhausted' : 'rate_limited';
  if (status === 404) return /model/i.test(message) ? 'model_not_found' : 'not_found';
  if (status === 400 && TOO_LONG.test(message)) return 'context_too_long';
  if (status === 499) return 'upstream_error';
  return faultKindFor(status);
}

/** What is used up for the day is not there again in a minute. */
const forTheDay = (details: readonly Json[]) =>
  details
    .flatMap((detail) => listIn(detail['violations']))
    .some((violation) => /PerDay/.test(textIn(jsonIn(violation)?.['quotaId']) ?? ''));

function violatedField(details: readonly Json[]): string | undefined {
  const fields = details.flatMap((detail) => listIn(detail['fieldViolations'])).map((violation) => textIn(jsonIn(violation)?.['field']));
  return fields.find((field) => field !== undefined && field !== '');
}

/** `"retryDelay": "34.4s"`. */
function retryDelayMs(details: readonly Json[]): number | undefined {
  const delay = details.map((detail) => textIn(detail['retryDelay'])).find((each) => each !== undefined);
  const seconds = delay === undefined ? NaN : Number(/^(\d+(?:\.\d+)?)s$/.exec(delay)?.[1]);
  return Number.isFinite(seconds) ? Math.ceil(seconds * 1000) : undefined;
}
