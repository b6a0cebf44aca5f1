import { ownHeader, type RequestHeaders } from '@sluice/core';
import { secretsInConfig, secretsInQuery } from './config-secrets.ts';
import { sensitiveNames } from './kept-headers.ts';
import { answeredBy } from './logged-tries.ts';
import { toolSecrets } from './tool-secrets.ts';
import type { RequestRecord } from './request-record.ts';

/** Headers whose values are credentials. Narrower than the names that are masked: an id of a session or of a user is wanted elsewhere. */
const CREDENTIAL = /api-?key|access-?key|secret|token(?!s)|cookie|credential|passw|authorization|service-?account/;

/** What a header holds that is shorter is a word rather than a credential. */
const SHORTEST = 12;

/** A request that names more is nobody's honest one, and looking for each of them in all that it says would hold up all others. */
const MOST = 200;

const found = new WeakMap<RequestRecord, readonly string[]>();

const crowded = new WeakSet<RequestRecord>();

/** All that must not be written down of a request: what it used, and what it brought wherever in it. Not for the way of a request. */
export function allSecrets(record: RequestRecord): readonly string[] {
  const known = found.get(record);
  if (known) return known;
  const more = [...inHeaders(record.requestHeaders), ...secretsInQuery(record.query), ...inBodies(record)];
  const all = more.length === 0 ? record.secrets : [...new Set([...record.secrets, ...more])];
  if (all.length > MOST) crowded.add(record);
  const few = all.length > MOST ? all.slice(0, MOST) : all;
  found.set(record, few);
  return few;
}

/** Whether a request named more credentials than are looked for: nothing of what was said may be kept then. */
export function namesTooMany(record: RequestRecord): boolean {
  allSecrets(record);
  return crowded.has(record);
}

function inHeaders(headers: RequestHeaders): readonly string[] {
  const secrets = secretsInConfig(ownHeader(headers, 'config')).slice();
  // What a caller marks as sensitive is so wherever it turns up, however short.
  for (const name of sensitiveNames(headers)) secrets.push(...listOf(headers[name]));
  for (const name in headers) {
    if (!CREDENTIAL.test(name)) continue;
    for (const value of listOf(headers[name])) {
      const parts = name === 'cookie' ? value.split(';').map(behindName) : [value.replace(/^(?:Bearer|Basic)\s+/i, '')];
      secrets.push(...parts.filter((part) => part.length >= SHORTEST), ...secretsInConfig(value));
    }
  }
  return secrets;
}

/** Tools of others are called with credentials that stand among what is said. */
function inBodies({ bodies, account }: RequestRecord): readonly string[] {
  if (!bodies) return [];
  const upstream = account && answeredBy(account.tries)?.body;
  return [...(bodies.request?.chunks ?? []), ...(upstream ? [upstream] : [])].flatMap(toolSecrets);
}

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

const behindName = (pair: string) => pair.slice(pair.indexOf('=') + 1).trim();
