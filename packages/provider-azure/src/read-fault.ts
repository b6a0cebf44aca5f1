import type { Fault, WireFailure } from '@sluice/provider-sdk';
import { isJson, jsonIn, textIn } from '@sluice/provider-sdk/chat';
import { looseFaultReader } from '@sluice/provider-sdk/openai';

/** Source: Azure OpenAI documentation, error codes and content filtering, 2026; recorded errors, 2024 to 2026. */
const read = looseFaultReader({
  content_filter: 'content_refused',
  responsibleaipolicyviolation: 'content_refused',
  deploymentnotfound: 'model_not_found',
  deploymentmodelnotsupported: 'model_not_found',
  unknown_model: 'model_not_found',
  operationnotsupported: 'invalid_request',
  tokens_limit_reached: 'context_too_long',
  ratelimitreached: 'rate_limited',
  nocapacity: 'overloaded',
});

/** Reads a failure of Azure's, or of the API management in front of it. The filter's word is inside: `error.innererror.code`. */
export function readFault(failure: WireFailure): Fault {
  const fault = read(failure);
  const error = isJson(failure.body) ? jsonIn(failure.body['error']) : undefined;
  const inner = jsonIn(error?.['innererror']) ?? jsonIn(error?.['inner_error']);
  if (textIn(inner?.['code']) === 'ResponsibleAIPolicyViolation') return { ...fault, kind: 'content_refused' };
  // What Foundry calls behind it failed.
  return failure.status === 424 ? { ...fault, kind: 'upstream_error' } : fault;
}
