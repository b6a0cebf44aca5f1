import type { Dialect, JsonDocument, OperationName } from '@sluice/provider-sdk';
import type { Readable } from 'node:stream';
import type { Account } from './account.ts';
import type { RouteConfig } from './config/config.ts';
import type { Prompt } from './house.ts';
import type { TraceContext } from './trace-context.ts';
import type { Departure } from './wire/departure.ts';

/** The public address that a request came in by. */
export type Door =
  | {
      readonly kind: 'operation';
      readonly operation: OperationName;
      readonly dialect: Dialect;
      /** What an answer must be: a JSON object, or anything. */
      readonly reply: 'json' | 'bytes';
    }
  /** Anything else: method, path, query and body go to the provider as they came, and so does its answer. */
  | { readonly kind: 'pass_through' };

/** Whether a WebSocket is asked for at this door, and no answer. */
export const isRealtime = (door: Door): boolean => door.kind === 'operation' && door.operation === 'realtime';

/** Whether a request asks a provider for something that nobody here reads. What is only looked up costs nothing and says nothing. */
export const isUnread = ({ door, body, method }: Pick<Incoming, 'door' | 'body' | 'method'>): boolean =>
  door.kind === 'pass_through' && (body.kind !== 'none' || (method !== 'GET' && method !== 'HEAD'));

/** What a request brought, read as far as its door asks for. */
export type RequestBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly document: JsonDocument }
  /** Kept whole because something in it decides the route. */
  | { readonly kind: 'bytes'; readonly bytes: Buffer; readonly model: string | undefined }
  /** Goes through as it comes; it can be sent once. */
  | { readonly kind: 'stream'; readonly source: Readable };

/** Headers by their names in lower case, as Node gives them: a list where one was given several times. */
export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A stored prompt that an address asks for: its words are all that is sent, whatever the body says, and its virtual key stands in for the one of a header. */
export interface AskedPrompt {
  /** Undefined where the address names none, and each target brings its own as `prompt_id`. */
  readonly prompt: Prompt | undefined;
  /** What to fill it with. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** One request as the host read it off the wire. */
export interface Incoming {
  /** Ours, new for each request. */
  readonly id: string;
  readonly door: Door;
  /** In upper case: `POST`. */
  readonly method: string;
  /** Below `/v1`, as it was spelled, with a slash in front. */
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: RequestHeaders;
  readonly body: RequestBody;
  /** Given where the address asks for a stored prompt. */
  readonly prompt?: AskedPrompt | undefined;
  /** Fires when the caller has gone. */
  readonly departure: Departure;
  /** Where its way is written down. */
  readonly account: Account;
  /** What it goes by, whatever its headers name and its key has as its default. */
  readonly goesBy?: RouteConfig | undefined;
  /** What providers are told of the trace that the request is part of; undefined: nothing. */
  readonly trace?: TraceContext | undefined;
}

/** Both spellings of our headers, made once for each name: this is asked for a dozen times a request. */
const SPELLINGS = new Map<string, readonly [string, string]>();

function spellingsOf(name: string): readonly [string, string] {
  const made = [`x-portkey-${name}`, `x-sluice-${name}`] as const;
  SPELLINGS.set(name, made);
  return made;
}

/**
 * A request header of ours under either of its names, `x-portkey-NAME` or `x-sluice-NAME`; empty counts as absent.
 *
 * @param name One of a few that code has written down, never one that a request brought.
 */
export function ownHeader(headers: RequestHeaders, name: string): string | undefined {
  const [first, second] = SPELLINGS.get(name) ?? spellingsOf(name);
  return plainHeader(headers, first) ?? plainHeader(headers, second);
}

/** A request header; empty counts as absent, and the first counts where it was given twice. */
export function plainHeader(headers: RequestHeaders, name: string): string | undefined {
  const value = headers[name];
  const first = typeof value === 'object' ? value[0] : value;
  return first === '' ? undefined : first;
}
