import type { Trail } from '@sluice/core';

/** Nearly all replies need none. */
const retryCount = (retries: number) => (retries === 0 ? '0' : String(retries));

/** The headers of ours on every reply, names and values in turn. Wire spec §5. */
export function replyHeaders(trace: string, requestId: string, trail: Trail | undefined): string[] {
  const headers = ['x-portkey-trace-id', trace, 'x-portkey-request-id', requestId];
  if (!trail) return headers;
  if (trail.provider !== undefined) headers.push('x-portkey-provider', trail.provider);
  headers.push('x-portkey-last-used-option-index', trail.target, 'x-portkey-retry-attempt-count', retryCount(trail.retries));
  if (trail.cache !== undefined) headers.push('x-portkey-cache-status', trail.cache);
  if (trail.variant !== undefined) headers.push('x-sluice-variant', encodeURIComponent(trail.variant));
  if (trail.substituted) headers.push('x-sluice-model-substituted', `${trail.substituted.asked} -> ${trail.substituted.sent}`);
  return headers;
}
