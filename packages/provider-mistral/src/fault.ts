import { faultKindFor, retryAfterMs, type Fault, type FaultKind, type WireFailure } from '@sluice/provider-sdk';
import { jsonIn, listIn, textIn } from '@sluice/provider-sdk/chat';

/** Source: recorded errors, 2025 and 2026; mistralai/client-ts, 2026-08-05. */
const BY_TYPE: Readonly<Record<string, FaultKind>> = {
  invalid_model: 'model_not_found',
  rate_limited: 'rate_limited',
  service_tier_capacity_exceeded: 'rate_limited',
};

/**
 * Reads Mistral's own errors, `{"object":"error","message":…,"type":…,"param":…,"code":…}`, and those of the check before
 * it, `{"detail":"Unauthorized"}` or `{"detail":[{"loc":[…],"msg":…}]}`, which may stand where the message should.
 */
export function readFault({ status, headers, body }: WireFailure): Fault {
  const outer = jsonIn(body) ?? {};
  const error = jsonIn(outer['error']) ?? outer;
  const detail = jsonIn(error['message'])?.['detail'] ?? error['detail'];
  const message = wordsOf(error['message']) ?? wordsOf(detail) ?? wordsOf(body) ?? `the provider answered ${status} and no reason`;
  const type = textIn(error['type']);
  const code = error['code'];
  return {
    kind: kindOf(status, type, message),
    message,
    param: textIn(error['param']) ?? paramIn(detail),
    code: typeof code === 'number' ? String(code) : textIn(code),
    type,
    retryAfterMs: retryAfterMs(headers),
  };
}

function kindOf(status: number, type: string | undefined, message: string): FaultKind {
  // "Prompt contains 40000 tokens …, too large for model with 32768 maximum context length": its code is that of any bad member.
  if (status === 400 && /too large for model|maximum context length/i.test(message)) return 'context_too_long';
  return BY_TYPE[type ?? ''] ?? faultKindFor(status);
}

/** A text as it is, a list of complaints one after the other, anything else as JSON. */
function wordsOf(said: unknown): string | undefined {
  if (said === undefined || said === null || said === '') return undefined;
  if (typeof said === 'string') return said;
  const complaints = listIn(jsonIn(said)?.['detail'] ?? said).map(complaintOf);
  return complaints.length > 0 && complaints.every((each) => each !== undefined) ? complaints.join('; ') : JSON.stringify(said);
}

function complaintOf(given: unknown): string | undefined {
  const message = textIn(jsonIn(given)?.['msg']);
  const path = pathOf(given);
  return message === undefined ? undefined : [path, message].filter((each) => each !== undefined).join(': ');
}

const paramIn = (detail: unknown): string | undefined => pathOf(listIn(detail)[0]);

/** `["body","messages",0,"content"]` as a caller writes it. */
function pathOf(given: unknown): string | undefined {
  const steps = listIn(jsonIn(given)?.['loc']).filter((step, index) => index > 0 || step !== 'body');
  const path = steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return path === '' ? undefined : path.replace(/^\./, '');
}
