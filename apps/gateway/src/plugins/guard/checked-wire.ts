import type { LocalAnswer, WireRequest } from '@sluice/provider-sdk';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { types } from 'node:util';

// All of this reads values of a plugin's: it is called where that comes to an end, and what it gives is of our own making.

/** What is wrong with something that a plugin gave; its watch says whose it is and where. */
export class Garbage extends Error {}

/** @throws Garbage */
export function checkedRequest(given: unknown): WireRequest {
  const { method, url, headers, body } = membersOf(given, 'a request');
  if (typeof method !== 'string' || !/^[A-Z]+$/.test(method)) throw new Garbage(`it gave a request with the method ${shown(method)}`);
  if (typeof url !== 'string' || !URL.canParse(url) || !/^https?:/.test(url))
    throw new Garbage('it gave a request whose "url" is no http or https address');
  if (body !== undefined && !types.isUint8Array(body)) throw new Garbage('it gave a request whose "body" is no bytes (Uint8Array)');
  const checked = checkedHeaders(headers);
  const ours = Object.keys(checked).find((name) => OF_THE_CONNECTION.test(name));
  if (ours !== undefined) throw new Garbage(`its header "${ours}" is the connection's, which is the gateway's to write`);
  return { method, url, headers: checked, body: body && bytesOf(body) };
}

/** Written by whoever opens the connection; another's would say what is not so. */
const OF_THE_CONNECTION =
  /^(?:connection|content-length|expect|host|keep-alive|proxy-authorization|proxy-connection|te|trailer|transfer-encoding|upgrade)$/;

/** @throws Garbage */
export function checkedHeaders(given: unknown): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(membersOf(given, 'headers'))) {
    if (typeof value !== 'string') throw new Garbage(`its header "${name}" is ${shown(value)} and no text`);
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch {
      throw new Garbage(`its header "${name}" has letters that no header may have`);
    }
    headers[name.toLowerCase()] = value;
  }
  return headers;
}

/** @throws Garbage */
export function checkedAnswer(given: unknown): Omit<LocalAnswer, 'body'> & { readonly body: Uint8Array | Pieces } {
  const { status, headers, body } = membersOf(given, 'an answer');
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599)
    throw new Garbage(`it answered with the status ${shown(status)}`);
  return { status, headers: checkedHeaders(headers), body: types.isUint8Array(body) ? bytesOf(body) : piecesOf(body) };
}

/** An async iterator of a plugin's, whose functions are called as its own. */
export interface Pieces {
  readonly next: () => unknown;
  readonly leave: () => unknown;
}

function piecesOf(body: unknown): Pieces {
  const begin = typeof body === 'object' && body !== null ? (body as Partial<AsyncIterable<unknown>>)[Symbol.asyncIterator] : undefined;
  if (typeof begin !== 'function')
    throw new Garbage('it answered with a "body" that is neither bytes (Uint8Array) nor an async iterable of bytes');
  const iterator = begin.call(body);
  return { next: () => iterator.next(), leave: () => iterator.return?.() };
}

/** @throws Garbage */
export function checkedPiece(given: unknown): Uint8Array | undefined {
  const { done, value } = membersOf(given, 'a step of its answer');
  if (done === true) return undefined;
  if (!types.isUint8Array(value)) throw new Garbage(`it sent ${shown(value)} in place of bytes`);
  return bytesOf(value);
}

/** A copy by what the bytes are, whatever their object says of itself. */
export const bytesOf = (given: Uint8Array): Uint8Array => new Uint8Array(given);

/** Read once: what a getter says the second time may be something else. */
export function membersOf(given: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new Garbage(`it gave ${shown(given)} in place of ${what}`);
  return { ...given };
}

/** Enough of a value to recognise it by. */
export const shown = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40));
  if (typeof value === 'function') return 'a function';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' && value !== null ? 'an object' : String(value);
};
