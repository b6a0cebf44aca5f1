import { timingSafeEqual } from 'node:crypto';
import type { KeyHash } from '../../../state/key-hash.ts';
import { refused } from '../../admin-fault.ts';

/** How long an address of a file can be used. */
const VALID_MS = 10 * 60 * 1000;

const signatureOf = (id: string, expires: number, hash: KeyHash) => hash(`log-export:${id}:${expires}`);

/** Where the file of an export can be fetched without a key, by whoever has the address, for ten minutes. */
export function signedAddress(
  id: string,
  { baseURL, now, hash }: { readonly baseURL: string; readonly now: number; readonly hash: KeyHash },
): string {
  const expires = now + VALID_MS;
  return `${baseURL}/v1/logs/exports/${id}/file?expires=${expires}&signature=${signatureOf(id, expires, hash)}`;
}

/** @throws FaultError `forbidden` for an address that nobody was given, or that is over. */
export function requireSigned(
  id: string,
  { expires, signature }: { readonly expires: number; readonly signature: string },
  { now, hash }: { readonly now: number; readonly hash: KeyHash },
): void {
  const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(id, expires, hash))];
  const isOurs = given.length === right.length && timingSafeEqual(given, right);
  if (isOurs && expires > now) return;
  throw refused(
    'forbidden',
    isOurs
      ? 'This address was valid for ten minutes: ask for another by GET /v1/logs/exports/{id}/download'
      : 'This address has no signature of ours: ask for one by GET /v1/logs/exports/{id}/download',
    'signature',
    isOurs ? 'expired' : 'bad_signature',
  );
}
