import { FAULTS, FaultError, isFaultError, type Fault } from '@sluice/provider-sdk';
import { Router, type Request, type Response } from 'express';
import type { BodyLimits } from '../http/body-limits.ts';
import { readSmallJsonList } from '../http/read-small-json-list.ts';
import { readSmallJson } from '../http/read-small-json.ts';
import { addressOf } from './address.ts';
import { adminErrorBody, refused } from './admin-fault.ts';
import { isForeign } from './foreign.ts';
import { checkInput, queryIn } from './input.ts';
import { requireKeepable } from './keepable.ts';
import { mayAnywhere, type Principal } from './principal.ts';
import type { AdminReply, AdminRoute, Asked, PlainReply } from './route.ts';
import { storeFault } from './store-fault.ts';

export interface RouterMeans {
  readonly routes: readonly AdminRoute[];
  readonly limits: BodyLimits;
  /**
   * Finds out who asks. @throws FaultError `unauthenticated` where nobody known does, or where a browser's request does
   * not come from our own pages.
   */
  readonly identify: (request: Request) => Promise<Principal>;
  /** Told of what should not have been possible. */
  readonly onBug: (error: unknown) => void;
}

/** Prompts of a megabyte are read; a gateway's whole configuration is smaller. */
const MOST_BYTES = 10 * 1024 * 1024;

/** What somebody may send whom nobody knows yet: a name, a password, a token. */
const MOST_BYTES_OF_STRANGERS = 16 * 1024;

const NOBODY: Principal = {
  actor: 'nobody',
  name: 'nobody',
  userId: undefined,
  home: undefined,
  everywhere: new Set(),
  inWorkspaces: new Map(),
};

/** Serves the declared routes and nothing else. Everything that is asked of a request before its handler sees it is asked here. */
export function adminRouter({ routes, limits, identify, onBug }: RouterMeans): Router {
  const router = Router({ caseSensitive: true });
  const fail = (response: Response, error: unknown) => {
    const fault = faultOf(error);
    if (fault.kind === 'internal') onBug(error);
    sendFault(response, fault);
  };
  for (const route of inOrder(routes)) {
    const serve = async (request: Request, response: Response) => {
      try {
        const principal = await admit(route, request, identify);
        const most = route.policy.kind === 'public' ? MOST_BYTES_OF_STRANGERS : MOST_BYTES;
        const readJson = route.many === undefined ? readSmallJson : readSmallJsonList;
        const given = request.method === 'GET' ? {} : await readJson(request, limits, most);
        await send(response, await route.handle(read(route, request, given, principal)));
      } catch (error) {
        fail(response, error);
      }
    };
    router[({ GET: 'get', POST: 'post', PUT: 'put', DELETE: 'delete' } as const)[route.method]]([route.path, ...(route.also ?? [])], serve);
  }
  return router;
}

/** `/prompts/partials` before `/prompts/:key`, which would take it for a prompt. */
const inOrder = (routes: readonly AdminRoute[]) =>
  [...routes].sort((left, right) => (left.path.match(/:/g)?.length ?? 0) - (right.path.match(/:/g)?.length ?? 0));

async function admit({ policy }: AdminRoute, request: Request, identify: RouterMeans['identify']): Promise<Principal> {
  if (policy.kind === 'public') return NOBODY;
  const principal = await identify(request);
  if (policy.kind === 'scopes' && !policy.scopes.some((scope) => mayAnywhere(principal, scope)))
    throw new FaultError({
      kind: 'forbidden',
      message: `This needs the scope ${policy.scopes.join(' or ')}, which ${principal.name} has nowhere`,
      code: 'missing_scope',
    });
  return principal;
}

function read(route: AdminRoute, request: Request, given: Given | readonly unknown[], principal: Principal): Asked {
  const { query } = route;
  const header = (name: string) => {
    const value = request.headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  const params = request.params as Readonly<Record<string, string>>;
  requireKeepable(params);
  const asked = query ? checkInput(queryIn(request.originalUrl), query, 'query') : {};
  const bodies = readBodies(route, given);
  return {
    principal,
    params,
    query: asked,
    body: bodies[0] ?? {},
    bodies,
    ifMatch: header('if-match'),
    onceAs: header('idempotency-key'),
    baseURL: `${header('x-forwarded-proto')?.split(',')[0]?.trim() === 'https' ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}`,
    cookie: request.headers.cookie,
    address: addressOf(request),
    foreign: isForeign(request.headers),
  };
}

type Given = Readonly<Record<string, unknown>>;

function readBodies({ body, many = 0, readsBody }: AdminRoute, given: Given | readonly unknown[]): readonly Given[] {
  if (readsBody) return readsBody(given);
  if (!body) return [];
  if (!isList(given)) return [checkInput(given, body, 'body')];
  if (given.length === 0 || given.length > many)
    throw refused('invalid_request', `The body is an array of ${given.length}: send 1 to ${many} at once`, undefined, 'invalid_value');
  return given.map((each, index) => {
    if (typeof each === 'object' && each !== null && !isList(each)) return checkInput(each as Given, body, 'body', `[${index}]`);
    throw refused('invalid_request', `Invalid body: [${index}] must be an object`, `[${index}]`, 'invalid_value');
  });
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

async function send(response: Response, reply: AdminReply | PlainReply): Promise<void> {
  if ('write' in reply) return reply.write(response);
  if ('text' in reply) return void response.set('cache-control', 'no-store').type('text/plain').send(reply.text);
  const { body, status = 200, etag, headers = {} } = reply;
  response
    .status(status)
    .set({ 'cache-control': 'no-store', ...headers, ...(etag !== undefined && { etag }) })
    .json(body);
}

function sendFault(response: Response, fault: Fault): void {
  if (response.headersSent) return void response.destroy();
  if (fault.retryAfterMs !== undefined) response.set('retry-after', String(Math.ceil(fault.retryAfterMs / 1000)));
  response.status(FAULTS[fault.kind].status).set({ 'x-should-retry': 'false', 'cache-control': 'no-store' }).json(adminErrorBody(fault));
}

function faultOf(error: unknown): Fault {
  const known = isFaultError(error) ? error : storeFault(error);
  return known?.fault ?? { kind: 'internal', message: 'Something went wrong in Sluice itself; the log knows more' };
}
