import type { AdminApi } from '@sluice/contract';
import { refusalOf } from './refused.ts';

/** An address of the admin API: `GET /v1/logs`. */
export type Address = keyof AdminApi;

type Names<Path> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Part<A extends Address, Name extends 'query' | 'body' | 'reply'> = AdminApi[A] extends { readonly [K in Name]: infer Value }
  ? Value
  : undefined;

/** What an address answers. */
export type Reply<A extends Address> = Part<A, 'reply'>;

/** What is asked: the names in braces of the address, the query and the body. */
export type Asked<A extends Address> = ([Names<A>] extends [never] ? unknown : { readonly path: Readonly<Record<Names<A>, string>> }) &
  (Part<A, 'query'> extends undefined ? unknown : { readonly query?: Part<A, 'query'> }) &
  (Part<A, 'body'> extends undefined ? unknown : { readonly body: Part<A, 'body'> });

interface AnyAsked {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: object;
  readonly body?: unknown;
}

/** Longer than the slowest question that the admin API answers, and shorter than a person's patience. */
const TIMEOUT_MS = 60_000;

let csrf: string | undefined;

/** Keeps what shows that a page of ours asks; the session says it. */
export function sendWith(token: string | null): void {
  csrf = token ?? undefined;
}

/** Headers by which a page of ours shows itself. */
export const ownHeaders = (): Readonly<Record<string, string>> => (csrf === undefined ? {} : { 'x-sluice-csrf': csrf });

/**
 * Asks the admin API.
 *
 * @throws Refused for what the gateway says no with, and where it does not answer.
 */
export async function ask<A extends Address>(address: A, asked: Asked<A>, signal?: AbortSignal): Promise<Reply<A>> {
  const [method, url] = addressOf(address, asked as AnyAsked);
  const { body } = asked as AnyAsked;
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(url, {
    method,
    headers: { accept: 'application/json', ...ownHeaders(), ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw refusalOf(undefined, undefined);
  });
  const text = await response.text();
  const reply = parsed(text);
  if (!response.ok) throw refusalOf(response, reply);
  return reply as Reply<A>;
}

/** The method and the URL of a question. */
export function addressOf(address: string, { path = {}, query = {} }: AnyAsked): [method: string, url: string] {
  const [method, template] = address.split(' ') as [string, string];
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query as Readonly<Record<string, string | number | boolean | null | undefined>>))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  return [method, search.size > 0 ? `${filled}?${search}` : filled];
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
