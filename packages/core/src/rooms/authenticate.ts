import { FaultError } from '@sluice/provider-sdk';
import { invalidKey, type ApiKey, type Caller } from '../caller.ts';
import type { House } from '../house.ts';
import { ownHeader, plainHeader, type RequestHeaders } from '../incoming.ts';

/** What SDKs send as a Bearer token when they were given none. Seen on the wire of portkey-ai 2.3.1 (Python) and 3.1.0 (Node). */
const JUNK: ReadonlySet<string> = new Set(['OPENAI_API_KEY', 'DUMMY-KEY']);

/** Keys that this gateway makes begin so. One that is not known, removed say, is still nobody else's to see. */
export const OWN_PREFIX = 'sk-sluice-';

/** Every secret that a request brings, for a line about one that came no further. */
export function broughtSecrets(headers: RequestHeaders): string[] {
  const config = ownHeader(headers, 'config') ?? '';
  const inConfig = [...config.matchAll(/"(?:api_key|apiKey)"\s*:\s*"([^"]+)"/g)].map(([, key]) => key);
  return [
    ownHeader(headers, 'api-key'),
    credentialOf(plainHeader(headers, 'authorization')),
    plainHeader(headers, 'x-api-key'),
    ...inConfig,
  ].filter((secret) => secret !== undefined);
}

/**
 * Finds out who asks: by a key in our own header, or by a Bearer token that is a key of ours. What else
 * `Authorization` brings is the provider's credential, with `Bearer` or without.
 *
 * @throws FaultError `unauthenticated` where a key is required and none is valid, or where the key has expired;
 *   `forbidden` where it lacks the scope.
 */
export function authenticate(headers: RequestHeaders, house: House): Caller {
  const caller = identify(headers, house);
  if (caller.key) requireScope(caller.key);
  return caller;
}

/**
 * The same for who calls no provider.
 *
 * @throws FaultError `unauthenticated` where a key is required and none is valid, or where the key has expired.
 */
export function identify(headers: RequestHeaders, { keys, policy }: House): Caller {
  const token = ownHeader(headers, 'api-key');
  const bearer = borneBy(headers);
  const named = token === undefined ? undefined : keys.find(token);
  const borne = named || bearer === undefined ? undefined : keys.find(bearer);
  const key = named ?? borne;

  if (!key && policy.keyRequired)
    throw new FaultError(invalidKey((token ?? bearer) ? 'This key is not known here' : 'This gateway wants a key'));
  if (key) requireLife(key);
  if (!key && bearer?.startsWith(OWN_PREFIX)) throw new FaultError(invalidKey('This key is not known here'));

  const isOurs = bearer === undefined || borne !== undefined || bearer === token || JUNK.has(bearer);
  // A second key of ours is nobody's credential either.
  const credential = isOurs || (key && keys.find(bearer)) ? undefined : bearer;
  return { key, credential, secrets: [token, bearer].filter((secret) => secret !== undefined) };
}

function requireLife(key: ApiKey): void {
  if (key.expiresAt !== undefined && key.expiresAt <= Date.now()) {
    throw new FaultError({
      kind: 'unauthenticated',
      message: `Portkey Error: Invalid API Key. Error Code: 01. The key "${key.name}" has expired: send another, or have its life prolonged.`,
      param: 'x-portkey-api-key',
      code: '01',
    });
  }
}

function requireScope(key: ApiKey): void {
  if (!key.admin && !key.scopes.has('completions.write')) {
    throw new FaultError({
      kind: 'forbidden',
      message: `The key "${key.name}" lacks the scope completions.write, which every call to a provider needs.`,
      param: 'x-portkey-api-key',
      code: '033',
    });
  }
}

/** What came as `Authorization`; clients of the Messages API put the same into `x-api-key`. Wire spec §4.3. */
const borneBy = (headers: RequestHeaders) => credentialOf(plainHeader(headers, 'authorization')) ?? plainHeader(headers, 'x-api-key');

function credentialOf(authorization: string | undefined): string | undefined {
  // Some clients put the word before a token that has it already.
  const text = authorization?.replace(/^(?:bearer\s+)+/i, '').trim();
  return text === '' || text?.toLowerCase() === 'bearer' ? undefined : text;
}
