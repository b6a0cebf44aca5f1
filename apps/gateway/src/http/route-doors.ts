import {
  Account,
  authenticate,
  createExplainer,
  Departure,
  identify,
  requireKey,
  type Caller,
  type Explainer,
  type House,
  type Incoming,
  type RequestHeaders,
} from '@sluice/core';
import { FaultError, JsonDocument } from '@sluice/provider-sdk';
import { Router } from 'express';
import { randomUUID } from 'node:crypto';
import { readAddress } from './address.ts';
import type { BodyLimits } from './body-limits.ts';
import { circuitsFor, circuitView } from './circuits.ts';
import { doorAt } from './doors.ts';
import { readSmallJson } from './read-small-json.ts';
import { asksSignedIn, withoutSession, type SignedIn } from './signed-in.ts';

/** What a request to be explained may say of itself. */
interface Sample {
  readonly method: string;
  readonly path: string;
  readonly headers: RequestHeaders;
  readonly body: unknown;
}

export interface RouteDoorsMeans {
  readonly house: House;
  readonly limits: BodyLimits;
  readonly signedIn: SignedIn;
}

/** Scopes of which one is enough to see how targets of configs are doing. */
const LOOKING = ['configs.list', 'configs.read'] as const;

/** The gateway's own addresses about routing: what would become of a request, and how targets are doing. */
export function routeDoors({ house, limits, signedIn }: RouteDoorsMeans): Router {
  const explain = createExplainer(house);
  const router = Router();
  router.post('/explain', async (request, response) => {
    const isUser = asksSignedIn(request);
    const caller = isUser ? await signedIn.callerIn(request.headers, ['completions.write']) : authenticate(request.headers, house);
    const outer = isUser ? withoutSession(request.headers) : request.headers;
    const sample = readSample(await readSmallJson(request, limits, MOST_BYTES), outer);
    response.json(await explained(explain, sample, caller));
  });
  router.get('/breakers', async (request, response) => {
    const viewer = asksSignedIn(request) ? await signedIn.callerAnywhere(request.headers, LOOKING) : keyLooking(request.headers, house);
    const data = circuitsFor(viewer, house).map(circuitView);
    response.json({ object: 'list', total: data.length, data });
  });
  return router;
}

/** Whoever looks by a key; `everywhere` for one of the organisation. */
function keyLooking(headers: RequestHeaders, house: House): Caller | 'everywhere' {
  const caller = identify(headers, house);
  const key = requireKey(caller, 'The state of breakers');
  if (!key.admin && !LOOKING.some((scope) => key.scopes.has(scope)))
    throw new FaultError({
      kind: 'forbidden',
      message: `The key "${key.name}" has neither the scope ${LOOKING.join(' nor ')}: send one that has in x-portkey-api-key`,
      param: 'x-portkey-api-key',
      code: 'missing_scope',
    });
  return key.workspace === undefined ? 'everywhere' : caller;
}

function explained(explain: Explainer, { method, path, headers, body }: Sample, caller: Caller) {
  const place = doorAt(method, readAddress(path));
  const incoming: Incoming = {
    id: randomUUID(),
    method,
    ...place,
    headers,
    body: body === undefined ? { kind: 'none' } : { kind: 'json', document: JsonDocument.parse(Buffer.from(JSON.stringify(body))) },
    departure: new Departure(),
    account: new Account(performance.now()),
  };
  return explain(incoming, caller);
}

/** Whoever asks this pays no provider, and each target of a config may be written a request of this size. */
const MOST_BYTES = 1024 * 1024;

const KNOWN: ReadonlySet<string> = new Set(['method', 'path', 'headers', 'body', 'config', 'metadata']);

/**
 * The request that is meant: as it would come, with its headers over those that this one brought.
 *
 * @throws FaultError `invalid_request` naming the member that is wrong.
 */
function readSample(root: Readonly<Record<string, unknown>>, outer: RequestHeaders): Sample {
  const unknown = Object.keys(root).find((name) => !KNOWN.has(name));
  if (unknown !== undefined) throw bad(`"${unknown}" is no member of a request to explain: there are ${[...KNOWN].join(', ')}`, unknown);
  const { method = 'POST', path = '/v1/chat/completions', headers = {}, body, config, metadata } = root;
  if (typeof method !== 'string') throw bad('"method" must be a word', 'method');
  if (typeof path !== 'string' || !path.startsWith('/v1/')) throw bad('"path" must be an address below /v1', 'path');
  if (!isRecord(headers) || !Object.values(headers).every((value) => typeof value === 'string'))
    throw bad('"headers" must be an object of names and texts', 'headers');
  if (body !== undefined && !isRecord(body)) throw bad('"body" must be an object', 'body');
  const own = Object.fromEntries(Object.entries(headers as Record<string, string>).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    method: method.toUpperCase(),
    path: path.slice('/v1'.length),
    headers: {
      ...outer,
      ...own,
      ...(config !== undefined && config !== null && { 'x-portkey-config': typeof config === 'string' ? config : JSON.stringify(config) }),
      ...(metadata !== undefined && { 'x-portkey-metadata': JSON.stringify(metadata) }),
    },
    body,
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const bad = (message: string, param: string) => new FaultError({ kind: 'invalid_request', message, param, code: 'invalid_value' });
