import {
  Account,
  authenticate,
  createExplainer,
  Departure,
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
import { doorAt } from './doors.ts';
import { readSmallJson } from './read-small-json.ts';

/** What a request to be explained may say of itself. */
interface Sample {
  readonly method: string;
  readonly path: string;
  readonly headers: RequestHeaders;
  readonly body: unknown;
}

/** The gateway's own addresses about routing: what would become of a request, and how targets are doing. */
export function routeDoors(house: House, limits: BodyLimits): Router {
  const explain = createExplainer(house);
  const router = Router();
  router.post('/explain', async (request, response) => {
    const caller = authenticate(request.headers, house);
    const sample = readSample(await readSmallJson(request, limits, MOST_BYTES), request.headers);
    response.json(await explained(explain, sample, caller));
  });
  router.get('/breakers', (request, response) => {
    const { key } = authenticate(request.headers, house);
    if (!key?.admin)
      throw new FaultError({
        kind: key ? 'forbidden' : 'unauthenticated',
        message: 'The state of breakers is for the admin key: send it in x-portkey-api-key',
        param: 'x-portkey-api-key',
      });
    const data = house.routing.breakers.list();
    response.json({ object: 'list', total: data.length, data: data.map(circuitView) });
  });
  return router;
}

const circuitView = ({
  config,
  target,
  model,
  state,
  requests,
  failures,
  openedAt,
}: ReturnType<House['routing']['breakers']['list']>[number]) => ({
  object: 'breaker',
  config,
  target,
  model: model ?? null,
  state,
  requests,
  failures,
  opened_at: openedAt === undefined ? null : new Date(openedAt).toISOString(),
});

function explained(explain: Explainer, { method, path, headers, body }: Sample, caller: ReturnType<typeof authenticate>) {
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
