import { createSign } from 'node:crypto';
import { FaultError, type AuthTools, type Remembered, type WireResponse } from '@sluice/provider-sdk';
import { isJson, textIn } from '@sluice/provider-sdk/chat';
import { wrong, type ServiceAccount } from './service-account.ts';

/** Always this one: a key file that names another would have its signature sent there. */
const TOKEN_URL = 'https://oauth2.googleapis.com/token';
const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** A token is asked for anew this long before it ends, so that none ends on its way. */
const MARGIN_MS = 120_000;

/** Exchanges a signed word of the service account for a token (RFC 7523). Source: Google's OAuth 2.0 for server to server, 2026-08. */
export async function fetchToken(account: ServiceAccount, { now, send }: AuthTools): Promise<Remembered<string>> {
  const form = new URLSearchParams({ grant_type: GRANT, assertion: assertionOf(account, Math.floor(now() / 1000)) });
  const response = await send({
    method: 'POST',
    url: TOKEN_URL,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(form.toString()),
  });
  const answer = jsonOf(response);
  const token = textIn(answer['access_token']);
  if (response.status !== 200 || token === undefined) throw refused(response.status, answer);
  const { expires_in: expiresInS } = answer;
  return { value: token, expiresAtMs: now() + (typeof expiresInS === 'number' ? expiresInS * 1000 : 3_600_000) - MARGIN_MS };
}

function assertionOf({ clientEmail, privateKey, keyId }: ServiceAccount, nowS: number): string {
  const header = { alg: 'RS256', typ: 'JWT', ...(keyId !== undefined && { kid: keyId }) };
  const claims = { iss: clientEmail, scope: SCOPE, aud: TOKEN_URL, iat: nowS, exp: nowS + 3600 };
  const signed = `${encoded(header)}.${encoded(claims)}`;
  try {
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
  } catch {
    // Why is said in terms of the key's own bytes.
    throw wrong('has a "private_key" that cannot be read');
  }
}

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

function jsonOf({ body }: WireResponse): Readonly<Record<string, unknown>> {
  try {
    const answer: unknown = JSON.parse(Buffer.from(body).toString());
    return isJson(answer) ? answer : {};
  } catch {
    // A page of some proxy: then the status speaks.
    return {};
  }
}

function refused(status: number, answer: Readonly<Record<string, unknown>>): FaultError {
  const why = textIn(answer['error_description']) ?? textIn(answer['error']) ?? `status ${status}`;
  const kind = status >= 500 ? 'upstream_error' : status === 429 ? 'rate_limited' : 'credential_refused';
  return new FaultError({ kind, message: `no token was given for the service account: ${why}`, code: textIn(answer['error']) });
}
