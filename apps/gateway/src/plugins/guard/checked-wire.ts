import type { LocalAnswer, WireRequest } from '@sluice/provider-sdk';
import { validateHeaderName, validateHeaderValue } from 'node:http';

/** What is wrong with something that a plugin gave; its watch says whose it is and where. */
export class Garbage extends Error {}

/** @throws Garbage */
export function checkedRequest(given: unknown): WireRequest {
  const { method, url, headers, body } = membersOf(given, 'a request');
  if (typeof method !== 'string' || !/^[A-Z]+$/.test(method)) throw new Garbage(`it gave a request with the method ${shown(method)}`);
  if (typeof url !== 'string' || !URL.canParse(url) || !/^https?:/.test(url))
    throw new Garbage('it gave a request whose "url" is no http or https address');
  if (body !== undefined && !(body instanceof Uint8Array)) throw new Garbage('it gave a request whose "body" is no bytes (Uint8Array)');
  return { method, url, headers: checkedHeaders(headers), body };
}

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
export function checkedAnswer(given: unknown): LocalAnswer {
  const { status, headers, body } = membersOf(given, 'an answer');
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599)
    throw new Garbage(`it answered with the status ${shown(status)}`);
  if (!(body instanceof Uint8Array) && !isIterable(body))
    throw new Garbage('it answered with a "body" that is neither bytes (Uint8Array) nor an async iterable of bytes');
  return { status, headers: checkedHeaders(headers), body };
}

/** Read once: what a getter says the second time may be something else. */
export function membersOf(given: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new Garbage(`it gave ${shown(given)} in place of ${what}`);
  return { ...given };
}

const isIterable = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && typeof (body as AsyncIterable<unknown>)[Symbol.asyncIterator] === 'function';

/** Enough of a value to recognise it by. */
export const shown = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40));
  return Array.isArray(value) ? 'a list' : typeof value === 'object' && value !== null ? 'an object' : String(value);
};
