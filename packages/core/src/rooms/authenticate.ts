import { FaultError } from '@sluice/provider-sdk';
import { invalidKey, type ApiKey, type Caller } from '../caller.ts';
import type { House } from '../house.ts';
import { ownHeader, plainHeader, type Incoming } from '../incoming.ts';

/** What SDKs send as a Bearer token when they were given none. Seen on the wire of portkey-ai 2.3.1 (Python) and 3.1.0 (Node). */
const JUNK: ReadonlySet<string> = new Set(['OPENAI_API_KEY', 'DUMMY-KEY']);

/**
 * Finds out who asks: by a key in our own header, or by a Bearer token that is a key of ours. What else
 * `Authorization` brings is the provider's credential, with `Bearer` or without.
 *
 * @throws FaultError `unauthenticated` where a key is required and none is valid, or where the key has expired;
 *   `forbidden` where it lacks the scope.
 */
export function authenticate({ headers }: Incoming, { keys, policy }: House): Caller {
  const token = ownHeader(headers, 'api-key');
  const bearer = credentialOf(plainHeader(headers, 'authorization'));
  const named = token === undefined ? undefined : keys.find(token);
  const borne = named || bearer === undefined ? undefined : keys.find(bearer);
  const key = named ?? borne;

  if (!key && policy.keyRequired)
    throw new FaultError(invalidKey((token ?? bearer) ? 'This key is not known here' : 'This gateway wants a key'));
  if (key) check(key);

  const isOurs = bearer === undefined || borne !== undefined || bearer === token || JUNK.has(bearer);
  // A second key of ours is nobody's credential either.
  const credential = isOurs || (key && keys.find(bearer)) ? undefined : bearer;
  return { key, credential, secrets: [token, bearer].filter((secret) => secret !== undefined) };
}

function check(key: ApiKey): void {
  if (key.expiresAt !== undefined && key.expiresAt <= Date.now()) {
    throw new FaultError({ ...invalidKey(`The key "${key.name}" has expired`), code: '01' });
  }
  if (!key.admin && !key.scopes.has('completions.write')) {
    throw new FaultError({
      kind: 'forbidden',
      message: `The key "${key.name}" lacks the scope completions.write, which every call to a provider needs.`,
      param: 'x-portkey-api-key',
      code: '033',
    });
  }
}

function credentialOf(authorization: string | undefined): string | undefined {
  const text = authorization?.replace(/^bearer\s+/i, '').trim();
  return text === '' || text?.toLowerCase() === 'bearer' ? undefined : text;
}
