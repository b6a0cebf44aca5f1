import type Joi from 'joi';
import type { ServerResponse } from 'node:http';
import type { Address } from './address.ts';
import type { Principal } from './principal.ts';
import type { Scope } from './scopes.ts';

/**
 * Who may use a route. There is no route without one: a declaration that lacks it does not compile, and what is not
 * declared is not served.
 */
export type Policy =
  /** Who has one of these scopes somewhere; the handler asks for the scope where the thing is. */
  | { readonly kind: 'scopes'; readonly scopes: readonly [Scope, ...Scope[]] }
  /** Whoever is known. */
  | { readonly kind: 'known' }
  /** Everybody, for the reason that is given. */
  | { readonly kind: 'public'; readonly why: string };

/** A request to the admin API that has passed its route's policy and schemas. */
export interface Asked<Body = Readonly<Record<string, unknown>>, Query = Readonly<Record<string, unknown>>> {
  readonly principal: Principal;
  /** Members of the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  /** All bodies, where an array of them was sent; else the one. */
  readonly bodies: readonly Body[];
  /** The version of the thing that the asker has seen. */
  readonly ifMatch: string | undefined;
  /** The name under which this is done once, however often it is asked; undefined where there is none. */
  readonly onceAs: string | undefined;
  /** Where this gateway stands as its asker sees it: `http://127.0.0.1:8787`. */
  readonly baseURL: string;
  /** What a browser keeps of ours, as it came. */
  readonly cookie: string | undefined;
  /** Where it comes from, as far as that can be known. */
  readonly address: Address;
  /** Whether a page of somebody else's made a browser ask this. */
  readonly foreign: boolean;
}

/** What becomes of a request. Always JSON, never empty: clients of both languages stumble over 204. */
export interface AdminReply {
  readonly body: Readonly<Record<string, unknown>>;
  /** Default: 200. */
  readonly status?: number;
  /** The version of the thing that is shown. */
  readonly etag?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that is no JSON. */
export type PlainReply =
  | { readonly text: string }
  /** It writes itself, its head included, and ends the response. What it throws before its head is answered as all errors are. */
  | { readonly write: (response: ServerResponse) => Promise<void> };

/** One address of the admin API. */
export interface AdminRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/v1`, in Express' words: `/virtual-keys/:slug`. */
  readonly path: string;
  /** Other paths to the same, by which some clients ask. */
  readonly also?: readonly string[];
  /** What it does, in a sentence without a full stop. */
  readonly summary: string;
  /** The heading it stands under in the API's document. */
  readonly tag: string;
  readonly policy: Policy;
  readonly body?: Joi.ObjectSchema;
  /** An array of so many bodies at most is taken as well. Default: none is. */
  readonly many?: number;
  /**
   * Reads what was sent in place of `body`, which then only says what that is: where its faults have words of their own.
   *
   * @throws FaultError
   */
  readonly readsBody?: (given: unknown) => readonly Readonly<Record<string, unknown>>[];
  readonly query?: Joi.ObjectSchema;
  /** What is answered; a text where it is no JSON. */
  readonly reply: Joi.ObjectSchema | Joi.StringSchema;
  /** Of what is answered. Default: `application/json`. */
  readonly replyType?: string;
  readonly handle: (asked: Asked) => Promise<AdminReply | PlainReply>;
}

/**
 * A declaration whose handler knows what its schemas let through.
 *
 * @typeParam Body What `body` has checked.
 * @typeParam Query What `query` has checked.
 */
export const route = <Body = Readonly<Record<string, unknown>>, Query = Readonly<Record<string, unknown>>>(
  declaration: Omit<AdminRoute, 'handle'> & { readonly handle: (asked: Asked<Body, Query>) => Promise<AdminReply | PlainReply> },
): AdminRoute => declaration as AdminRoute;
