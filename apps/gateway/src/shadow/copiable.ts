import type { Account, Incoming, ShadowConfig, Trail } from '@sluice/core';

/**
 * Whether a request that is about to be answered may be copied: one with a JSON body for a provider that somebody was asked, or,
 * where its config wants that, that the cache has answered. Uploads, WebSockets and what is passed through are not read here.
 */
export function copiable(
  trail: Trail | undefined,
  { door, body }: Pick<Incoming, 'door' | 'body'>,
  { tries }: Account,
): ShadowConfig | undefined {
  const shadow = trail?.shadow;
  if (!shadow || door.kind !== 'operation' || body.kind !== 'json') return undefined;
  return tries.length > 0 || (trail.cache === 'HIT' && shadow.cached) ? shadow : undefined;
}
