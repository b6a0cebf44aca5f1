import { createHash } from 'node:crypto';
import { refused } from './admin-fault.ts';

/** The version of a thing, by how it is shown. */
export const etagOf = (view: unknown): string => `"${createHash('sha256').update(JSON.stringify(view)).digest('base64url').slice(0, 22)}"`;

/**
 * Sees that a thing is still what its changer has seen.
 *
 * @throws FaultError `not_allowed` (412) where somebody else was sooner.
 */
export function requireUnchanged(ifMatch: string | undefined, view: unknown): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const current = etagOf(view);
  if (ifMatch.split(',').some((each) => each.trim().replace(/^W\//, '') === current)) return;
  throw refused(
    'not_allowed',
    `This has changed since you read it (its ETag is ${current} now): read it again, then change it`,
    'if-match',
    'etag_mismatch',
  );
}
