import { ownHeader, type RequestHeaders, type Trail } from '@sluice/core';
import { decisionText } from './decision.ts';

/** Nearly all replies need none. */
const retryCount = (retries: number) => (retries === 0 ? '0' : String(retries));

/** The headers of ours on every reply, names and values in turn. Wire spec §5. */
function replyHeaders(trace: string, requestId: string, trail: Trail | undefined): string[] {
  const headers = ['x-portkey-trace-id', trace, 'x-portkey-request-id', requestId];
  if (!trail) return headers;
  if (trail.provider !== undefined) headers.push('x-portkey-provider', trail.provider);
  headers.push('x-portkey-last-used-option-index', trail.target, 'x-portkey-retry-attempt-count', retryCount(trail.retries));
  if (trail.cache !== undefined) headers.push('x-portkey-cache-status', trail.cache);
  if (trail.variant !== undefined) headers.push('x-sluice-variant', encodeURIComponent(trail.variant));
  if (trail.substituted) headers.push('x-sluice-model-substituted', `${trail.substituted.asked} -> ${trail.substituted.sent}`);
  return headers;
}

/** The same, with the way that the request went for one who asks. */
export function ownHeaders(headers: RequestHeaders, trace: string, requestId: string, trail: Trail | undefined): string[] {
  const own = replyHeaders(trace, requestId, trail);
  if (trail && ownHeader(headers, 'explain') === 'true') own.push('x-sluice-decision', decisionText(trail));
  return own;
}
