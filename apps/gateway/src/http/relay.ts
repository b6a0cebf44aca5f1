import {
  authenticate,
  catalogueFor,
  defaultConfigOf,
  inCatalogue,
  Departure,
  failureOf,
  ownHeader,
  type Caller,
  isRealtime,
  type Door,
  type Gateway,
  type House,
  type Incoming,
  type Outcome,
} from '@sluice/core';
import { FaultError, isFaultError, type Fault } from '@sluice/provider-sdk';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestLog } from '../log/request-log.ts';
import { readAddress, type Address } from './address.ts';
import { discardRest } from './discard-rest.ts';
import { asksForBatchOutput, batchOutput } from './batch-output.ts';
import { doorAt, knownDoor } from './doors.ts';
import type { BodyLimits } from './body-limits.ts';
import { readBody } from './read-body.ts';
import { promptPlace, type PromptAddress } from './prompt-address.ts';
import { answerPrompt, promptCaller } from './prompt-doors.ts';
import { ownHeaders } from './reply-headers.ts';
import { respond } from './respond.ts';
import { routedRecord, type Arrival, type Known } from './routed-record.ts';
import { traceId } from './trace.ts';
import type { Traffic } from './traffic.ts';

export interface RelayMeans {
  readonly house: House;
  readonly gateway: Gateway;
  readonly limits: BodyLimits;
  readonly log: RequestLog;
  /** Told of what should not have been possible. */
  readonly onBug: (error: unknown) => void;
}

/** Answers everything below `/v1`. `behind` is what stands behind that in the request's address. */
export type Relay = (request: IncomingMessage, response: ServerResponse, behind: string) => void;

export function createRelay({ house, gateway, limits, log, onBug }: RelayMeans, traffic: Traffic): Relay {
  const arrive = async (request: IncomingMessage, { id, departure, place, note }: Arriving): Promise<Outcome> => {
    // Before the body: one who may not call may not make us read either.
    const { door, path, query, prompt } = place;
    const caller = prompt ? promptCaller(prompt, request.headers, house) : authenticate(request.headers, house);
    note({ key: caller.key?.name });
    const read = readBody(request, door, limits);
    const body = read instanceof Promise ? await read : read;
    const incoming: Incoming = { id, door, method: request.method!, path, query, headers: request.headers, body, departure };
    if (prompt) return answerPrompt({ address: prompt, incoming, caller, note }, { house, gateway });
    if (asksForCatalogue(incoming, caller)) return catalogue(incoming, caller, house);
    return asksForBatchOutput(incoming) ? batchOutput(gateway, incoming, caller, note) : gateway(incoming, caller, note);
  };

  return (request, response, behind) => {
    const started = performance.now();
    const at = Date.now();
    const id = randomUUID();
    const trace = traceId(request.headers, id);
    const departure = new Departure();
    const notes: Known = {};
    let outcome: Outcome | undefined;
    let firstByteMs: number | undefined;
    traffic.inFlight++;

    response.on('error', () => {
      // The caller's connection failed; `close` follows and says all there is to say.
    });
    response.on('close', () => {
      traffic.inFlight--;
      if (!response.writableFinished) departure.leave();
      const end = outcome?.kind === 'flow' ? outcome.ended() : undefined;
      const status = response.headersSent ? response.statusCode : 499;
      const usage = end ? end.usage : outcome?.kind === 'whole' ? outcome.usage : undefined;
      const fault = outcome?.kind === 'failure' ? outcome.fault : end?.fault;
      const { method, url, headers } = request;
      const arrival: Arrival = { id, trace, method: method!, url: url!, headers, at, started };
      log.add(routedRecord(arrival, notes, { status, firstByteMs, aborted: !response.writableFinished, usage, fault, bytes: undefined }));
    });

    const answer = (came: Outcome, door?: Door) => {
      outcome = came;
      firstByteMs = performance.now() - started;
      if (came.kind === 'joined') throw new Error('a connection came where an answer was asked for');
      respond(response, came, ownHeaders(request.headers, trace, id, notes.trail), failureBody(came, door, behind));
      if (!request.complete) discardRest(request);
    };
    const refuse = (error: unknown, door?: Door) => {
      if (!isFaultError(error)) onBug(error);
      answer(failureOf(isFaultError(error) ? error.fault : OURS), door);
    };

    let place: Place;
    try {
      place = placeOf(request.method!, behind);
    } catch (error) {
      return refuse(error);
    }
    arrive(request, { id, departure, place, note: (more) => Object.assign(notes, more) })
      .then(
        (came) => answer(came, place.door),
        (error: unknown) => refuse(error, place.door),
      )
      .catch((error: unknown) => {
        // The answer itself could not be sent: whoever waits for it must not wait for ever.
        onBug(error);
        if (response.headersSent) response.destroy();
        else answer(failureOf(OURS));
      });
  };
}

interface Arriving {
  readonly id: string;
  readonly departure: Departure;
  readonly place: Place;
  readonly note: (known: Known) => void;
}

/** Where a request wants to go. */
interface Place extends Address {
  readonly door: Door;
  /** Undefined where no stored prompt is called. */
  readonly prompt?: PromptAddress | undefined;
}

function placeOf(method: string, behind: string): Place {
  const known = knownDoor(method, behind);
  const called = known ? undefined : promptPlace(method, behind);
  if (called) return called;
  const place = known ? { door: known, path: behind, query: '' } : doorAt(method, readAddress(behind));
  if (isRealtime(place.door)) throw new FaultError(UPGRADE_REQUIRED);
  return place;
}

const UPGRADE_REQUIRED: Fault = {
  kind: 'invalid_request',
  message: 'GET /v1/realtime opens a WebSocket: connect to it as ws:// (or wss:// behind TLS)',
  param: 'upgrade',
  code: 'upgrade_required',
};

const OURS: Fault = { kind: 'internal', message: 'Something went wrong in Sluice itself; the log knows more under this trace id' };

const PRETTY = /[?&]pretty(?:[=&]|$)/;

/** A failure in the words of the door it leaves by; undefined where there is nothing to fit. */
function failureBody(outcome: Outcome, door: Door | undefined, behind: string): Buffer | undefined {
  if (outcome.kind !== 'failure') return undefined;
  const anthropic = door?.kind === 'operation' && door.dialect.startsWith('anthropic-');
  return asText(anthropic ? { ...outcome.body, type: 'error' } : outcome.body, behind);
}

/** Replies of our own are spread over lines for one who asks with `?pretty`. */
const asText = (value: unknown, behind: string) =>
  Buffer.from(PRETTY.test(behind) ? JSON.stringify(value, null, 2) : JSON.stringify(value));

/** `GET /v1/models` that names no provider asks for what the caller can use, from any. */
function asksForCatalogue({ door, headers }: Incoming, { key }: Caller): boolean {
  if (door.kind !== 'operation' || door.operation !== 'models') return false;
  if (ownHeader(headers, 'fetch-integrated-models') === 'true') return true;
  const named = ownHeader(headers, 'provider') ?? ownHeader(headers, 'virtual-key') ?? ownHeader(headers, 'config') ?? defaultConfigOf(key);
  return named === undefined;
}

function catalogue({ query, path }: Incoming, caller: Caller, house: House): Outcome {
  const name = decodeURIComponent(path.slice('/models/'.length));
  if (name === '') return said(catalogueFor(caller, house, Object.fromEntries(new URLSearchParams(query))), query);
  const found = inCatalogue(caller, house, name);
  if (found.length === 1) return said(found[0], query);
  const why = found.length === 0 ? 'no provider that this caller can use lists it' : `${found.map(({ id }) => id).join(', ')} are`;
  return failureOf({
    kind: 'model_not_found',
    message: `There is no one model "${name}": ${why}`,
    param: 'model',
    code: 'model_not_found',
  });
}

const said = (value: unknown, query: string): Outcome => ({
  kind: 'whole',
  status: 200,
  headers: ['content-type', 'application/json'],
  body: asText(value, query),
  usage: undefined,
});
