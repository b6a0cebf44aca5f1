import type { Trail } from '@sluice/core';

/** The headers of ours on every reply, names and values in turn. Wire spec §5. */
export function replyHeaders(trace: string, requestId: string, trail: Trail | undefined): string[] {
  const headers = ['x-portkey-trace-id', trace, 'x-portkey-request-id', requestId];
  if (!trail) return headers;
  if (trail.provider !== undefined) headers.push('x-portkey-provider', trail.provider);
  headers.push(
    'x-portkey-last-used-option-index',
    trail.target,
    'x-portkey-retry-attempt-count',
    '0',
    'x-portkey-cache-status',
    'DISABLED',
  );
  if (trail.substituted) headers.push('x-sluice-model-substituted', `${trail.substituted.asked} -> ${trail.substituted.sent}`);
  return headers;
}
