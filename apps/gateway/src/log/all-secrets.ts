import { ownHeader, type RequestHeaders } from '@sluice/core';
import { secretsInConfig, secretsInQuery } from './config-secrets.ts';
import { sensitiveNames } from './kept-headers.ts';
import { answeredBy } from './logged-tries.ts';
import { toolSecrets } from './tool-secrets.ts';
import type { RequestRecord } from './request-record.ts';

/** Headers whose values are credentials. Narrower than the names that are masked: an id of a session or of a user is wanted elsewhere. */
const CREDENTIAL = /api-?key|access-?key|secret|token(?!s)|cookie|credential|passw|authorization|service-?account/;

/** The same few names come with all requests; more than these are not remembered. */
const MOST_REMEMBERED = 1_000;

const judged = new Map<string, boolean>();

function isCredential(name: string): boolean {
  const known = judged.get(name);
  if (known !== undefined) return known;
  const judgement = CREDENTIAL.test(name);
  if (judged.size < MOST_REMEMBERED) judged.set(name, judgement);
  return judgement;
}

/** What a header holds that is shorter is a word rather than a credential. */
const SHORTEST = 12;

/** A request that names more is nobody's honest one, and looking for each of them in all that it says would hold up all others. */
const MOST = 200;

/** What was found in a request, and whether that is not all of it. */
interface Found {
  readonly secrets: readonly string[];
  readonly crowded: boolean;
}

const known = new WeakMap<RequestRecord, Found>();

/** All that must not be written down of a request: what it used, and what it brought wherever in it. Not for the way of a request. */
export const allSecrets = (record: RequestRecord): readonly string[] => foundIn(record).secrets;

/** Whether a request named more credentials than are looked for: nothing of what was said may be kept then. */
export const namesTooMany = (record: RequestRecord): boolean => foundIn(record).crowded;

function foundIn(record: RequestRecord): Found {
  const before = known.get(record);
  if (before) return before;
  const brought = [inHeaders(record.requestHeaders), secretsInQuery(record.query), inBodies(record)];
  const all = brought.some((some) => some.length > 0) ? [...new Set([...record.secrets, ...brought.flat()])] : record.secrets;
  const crowded = all.length > MOST;
  const found = { secrets: crowded ? all.slice(0, MOST) : all, crowded };
  known.set(record, found);
  return found;
}

function inHeaders(headers: RequestHeaders): readonly string[] {
  const secrets = secretsInConfig(ownHeader(headers, 'config')).slice();
  // What a caller marks as sensitive is so wherever it turns up, however short.
  for (const name of sensitiveNames(headers)) secrets.push(...listOf(headers[name]));
  for (const name in headers) {
    if (!isCredential(name)) continue;
    for (const value of listOf(headers[name])) {
      const parts = name === 'cookie' ? value.split(';').map(behindName) : [value.replace(/^(?:Bearer|Basic)\s+/i, '')];
      secrets.push(...parts.filter((part) => part.length >= SHORTEST), ...secretsInConfig(value));
    }
  }
  return secrets;
}

/** Tools of others are called with credentials that stand among what is said. */
function inBodies({ bodies, account }: RequestRecord): readonly string[] {
  if (!bodies) return NONE;
  const asked = bodies.request?.chunks ?? NO_CHUNKS;
  const upstream = account && answeredBy(account.tries)?.body;
  const more = upstream && upstream !== asked[0] ? toolSecrets(upstream) : NONE;
  const [first] = asked;
  if (first === undefined) return more;
  const secrets = asked.length === 1 ? toolSecrets(first) : asked.flatMap(toolSecrets);
  return more.length === 0 ? secrets : [...secrets, ...more];
}

const NONE: readonly string[] = [];

const NO_CHUNKS: readonly Uint8Array[] = [];

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

const behindName = (pair: string) => pair.slice(pair.indexOf('=') + 1).trim();
