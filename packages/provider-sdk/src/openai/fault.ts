import { faultKindFor, type Fault, type FaultKind } from '../fault.ts';
import type { WireFailure } from '../wire.ts';
import { retryAfterMs } from '../retry-after.ts';

/**
 * Words that decide where the status does not.
 * Source: OpenAI error codes page and openai-node, 2026-08; Groq errors page, 2026-10.
 */
const BY_CODE: Readonly<Record<string, FaultKind>> = {
  context_length_exceeded: 'context_too_long',
  content_policy_violation: 'content_refused',
  content_filter: 'content_refused',
  invalid_prompt: 'content_refused',
  insufficient_quota: 'quota_exhausted',
  credit_balance_exhausted: 'quota_exhausted',
  organization_spend_limit_exceeded: 'quota_exhausted',
  project_spend_limit_exceeded: 'quota_exhausted',
  organization_usage_limit_exceeded: 'quota_exhausted',
  model_not_found: 'model_not_found',
  model_decommissioned: 'model_not_found',
  rate_limit_exceeded: 'rate_limited',
  tool_use_failed: 'generation_failed',
  json_validate_failed: 'generation_failed',
};

interface OpenAIError {
  readonly message?: unknown;
  readonly type?: unknown;
  readonly code?: unknown;
  readonly param?: unknown;
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** Reads `{"error":{message,type,code,param}}`; a body of any other shape is judged by its status. */
export function readOpenAIFault({ status, headers, body }: WireFailure): Fault {
  const error = (typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined) as OpenAIError | string | undefined;
  const { message, type, code, param } = typeof error === 'object' && error !== null ? error : { message: error };
  const kind = BY_CODE[textOf(code) ?? ''] ?? BY_CODE[textOf(type) ?? ''] ?? faultKindFor(status);
  return {
    kind,
    message: textOf(message) ?? textOf(body) ?? `the provider answered ${status} and no reason`,
    param: textOf(param),
    code: textOf(code),
    retryAfterMs: retryAfterMs(headers),
  };
}
