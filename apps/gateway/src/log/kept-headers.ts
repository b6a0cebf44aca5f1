import { ownHeader, type RequestHeaders } from '@sluice/core';
import type { LoggedHeaders } from '@sluice/store/logs';
import type { Cleaner } from './cleaner.ts';

/** What says how two machines talk, and nothing about what is said. */
const OF_THE_CONNECTION: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
  'te',
  'trailer',
  'upgrade',
  'date',
]);

/** Names of headers that hold credentials, whoever made them up. */
const SECRET_NAME = /auth|api-?key|access-?key|secret|token(?!s)|cookie|csrf|credential|passw|signature|service-?account|session/;

/** The same few names come with all requests; more than these are not remembered. */
const MOST_REMEMBERED = 1_000;

const judged = new Map<string, Judgement>();

/** Whether a header says nothing, may be told, or may be told by its name alone. */
type Judgement = 'empty' | 'open' | 'secret';

function judgementOf(name: string): Judgement {
  const known = judged.get(name);
  if (known !== undefined) return known;
  const judgement = OF_THE_CONNECTION.has(name) ? 'empty' : SECRET_NAME.test(name) ? 'secret' : 'open';
  if (judged.size < MOST_REMEMBERED) judged.set(name, judgement);
  return judgement;
}

/** Names in a config that a request brings, and what stands behind them. A name is looked through once, however often it says the word. */
const SECRET_MEMBER = /("(?=[^"]*?(?:key|secret|token|passw|credential|service_?account))[^"]*"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;

const MASK = '[redacted]';

/** Headers as they may be kept: in lower case, what is secret by its name masked. No name and no value may hold the end of a line. */
export function keptHeaders(
  {
    requestHeaders,
    responseHeaders = NONE,
  }: {
    readonly requestHeaders: RequestHeaders;
    readonly responseHeaders: readonly string[] | undefined;
  },
  { lines }: Pick<Cleaner, 'lines'>,
): LoggedHeaders {
  const sensitive = sensitiveNames(requestHeaders);
  const [request, response]: [string[], string[]] = [[], []];
  for (const name in requestHeaders) {
    const value = requestHeaders[name];
    if (value !== undefined) keep(request, name, typeof value === 'string' ? value : value.join(', '), sensitive);
  }
  for (let at = 0; at + 1 < responseHeaders.length; at += 2) keep(response, responseHeaders[at]!, responseHeaders[at + 1]!, sensitive);
  return { request: lines(request), response: lines(response) };
}

function keep(kept: string[], name: string, value: string, sensitive: readonly string[]): void {
  const judgement = judgementOf(name);
  if (judgement !== 'empty') kept.push(name, judgement === 'secret' || sensitive.includes(name) ? MASK : withoutMembers(value));
}

/** The headers that a caller wants masked. */
export function sensitiveNames(headers: RequestHeaders): readonly string[] {
  const listed = ownHeader(headers, 'sensitive-headers');
  if (listed === undefined) return NONE;
  return listed
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
}

const NONE: readonly string[] = [];

const withoutMembers = (value: string) => (value.charCodeAt(0) === BRACE ? value.replaceAll(SECRET_MEMBER, `$1"${MASK}"`) : value);

const BRACE = 0x7b;
