import { faultKindFor, retryAfterMs, type Fault, type FaultKind, type WireFailure } from '@sluice/provider-sdk';
import { jsonIn, textIn } from '@sluice/provider-sdk/chat';

/** Statuses that mean something else here than elsewhere. Source: cohere-typescript, errors, 2026-08-18. */
const BY_STATUS: Readonly<Record<number, FaultKind>> = {
  // "A request or response contains a deny-listed token."
  498: 'content_refused',
  499: 'cancelled',
};

/** Reads `{"message":…,"id":…}`, which newer errors give an `error_type` besides (recorded, 2026). */
export function readFault({ status, headers, body }: WireFailure): Fault {
  const error = jsonIn(body) ?? {};
  const said = textIn(error['message']) ?? textIn(error['error']) ?? textIn(body);
  const message = said === undefined || said === '' ? `the provider answered ${status} and no reason` : said;
  const code = textIn(error['error_type']);
  return { kind: kindOf(status, message, code), message, code, retryAfterMs: retryAfterMs(headers) };
}

/** Few errors have a word of their own, so what they say must tell: all texts below are recorded ones. */
function kindOf(status: number, message: string, code: string | undefined): FaultKind {
  if (code === 'TOO_MANY_TOKENS' || (status === 400 && /too many tokens/i.test(message))) return 'context_too_long';
  // "model 'command-r' was removed on September 15, 2025. …"
  if (status === 404 && /\bmodel\b/i.test(message)) return 'model_not_found';
  // "You are using a Trial key, which is limited to 1000 API calls / month." To wait for a minute would be no use.
  if (status === 429 && /calls\s*\/\s*month/i.test(message)) return 'quota_exhausted';
  return BY_STATUS[status] ?? faultKindFor(status);
}
