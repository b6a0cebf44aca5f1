import { FaultError } from '../fault.ts';
import type { LocalAnswer, WireRequest } from '../wire.ts';
import { localBody, networkBody, wholeBody, type ByteReader } from './byte-reader.ts';

/** A reply whose headers are here. */
export interface WireReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ByteReader;
}

/** Sends one request. Redirects are not followed: one would carry the key to a host nobody chose. */
export type Network = (request: WireRequest, signal: AbortSignal) => Promise<WireReply>;

/** The network by `fetch`. */
export function networkBy(fetch: typeof globalThis.fetch): Network {
  return async ({ method, url, headers, body }, signal) => {
    const sent = sendable(headers, url);
    try {
      // The types know bytes only where nobody shares their memory; `fetch` takes any.
      const init = { method, headers: sent, body: (body ?? null) as Uint8Array<ArrayBuffer> | null, redirect: 'manual', signal } as const;
      const reply = await fetch(url, init);
      // A browser hides what a redirect says, its status too.
      const status = reply.type === 'opaqueredirect' ? 302 : reply.status;
      return { status, headers: recordOf(reply.headers), body: networkBody(reply.body) };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw new FaultError({ kind: 'unreachable', message: `${hostOf(url)} cannot be reached${reasonOf(error)}` });
    }
  };
}

/** The network of an adapter that answers by itself. */
export function networkWithin(answer: (request: WireRequest, signal: AbortSignal) => LocalAnswer | Promise<LocalAnswer>): Network {
  return async (request, signal) => {
    const { status, headers, body } = await answer(request, signal);
    const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    return { status, headers: named, body: body instanceof Uint8Array ? wholeBody(body) : localBody(body) };
  };
}

/** `fetch` says of a header that it will not send what is in it, and that may be a key. */
function sendable(headers: Readonly<Record<string, string>>, url: string): Headers {
  const sent = new Headers();
  for (const name in headers) {
    try {
      sent.set(name, headers[name]!);
    } catch {
      throw new FaultError({
        kind: 'invalid_request',
        message: `The header ${name} for ${hostOf(url)} holds characters that no header may have: look for a line end, or a letter beyond Latin-1`,
        param: name,
        code: 'invalid_header',
      });
    }
  }
  return sent;
}

function recordOf(headers: Headers): Readonly<Record<string, string>> {
  const record: Record<string, string> = {};
  headers.forEach((value, name) => {
    record[name] = value;
  });
  return record;
}

/** Its address may have a key in it; its host has none. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'an address that is none';
}

/** The system's own word, which stands beneath what `fetch` says: `ECONNREFUSED`. */
function reasonOf(error: unknown): string {
  const { code, cause } = (error ?? {}) as { readonly code?: unknown; readonly cause?: { readonly code?: unknown } };
  const word = cause?.code ?? code;
  return typeof word === 'string' ? ` (${word})` : '';
}
