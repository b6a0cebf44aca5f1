import { ownHeader, plainHeader, type RequestHeaders } from '@sluice/core';
import { FaultError } from '@sluice/provider-sdk';

/** OpenAI's convention for browsers, which can set no header on a WebSocket. Source: openai-node, `OpenAIRealtimeWebSocket`, 2026-08-21. */
const CREDENTIAL = 'openai-insecure-api-key.';

/** The same convention for headers of ours: `x-portkey-provider.openai`, the value escaped as in an address. */
const OF_OURS = /^(x-(?:portkey|sluice)-([a-z0-9-]+))\.(.*)$/i;

const NAME = 'sec-websocket-protocol';

/**
 * The headers of a handshake with what it says in its list of subprotocols in the place where it belongs; a header that is
 * there counts more. What is left of the list is for the provider: no credential stays in it.
 *
 * @throws FaultError `invalid_request` for an entry that cannot be read.
 */
export function readSubprotocols(headers: RequestHeaders): RequestHeaders {
  const list = plainHeader(headers, NAME);
  if (list === undefined) return headers;
  const { [NAME]: _list, ...read } = headers as Record<string, string | readonly string[] | undefined>;
  const offered: string[] = [];
  for (const entry of list.split(',').map((each) => each.trim())) {
    const ours = OF_OURS.exec(entry);
    if (ours) {
      const [, name, short, value] = ours as unknown as [string, string, string, string];
      if (ownHeader(headers, short.toLowerCase()) === undefined) read[name.toLowerCase()] = unescaped(name, value);
    } else if (entry.startsWith(CREDENTIAL)) {
      const key = entry.slice(CREDENTIAL.length);
      if (plainHeader(headers, 'authorization') === undefined && key !== '') read['authorization'] = `Bearer ${key}`;
    } else if (entry !== '') offered.push(entry);
  }
  return offered.length === 0 ? read : { ...read, [NAME]: offered.join(', ') };
}

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\0-\x1f\x7f]/;

/** As a header would have brought it: the bytes of its UTF-8, each as one character. */
function unescaped(name: string, value: string): string {
  try {
    const text = Buffer.from(decodeURIComponent(value), 'utf8').toString('latin1');
    if (!CONTROL.test(text)) return text;
  } catch {
    // Refused below like the other kind.
  }
  throw new FaultError({
    kind: 'invalid_request',
    message: `The subprotocol "${name}.…" cannot be read: its value has to be escaped as by encodeURIComponent, and hold no control characters`,
    param: NAME,
    code: 'invalid_header',
  });
}
