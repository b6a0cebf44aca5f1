import {
  Account,
  authenticate,
  Departure,
  failureOf,
  isRealtime,
  letGo,
  type Gateway,
  type House,
  type Incoming,
  type Outcome,
  type RequestHeaders,
} from '@sluice/core';
import { FaultError, isFaultError, type Fault } from '@sluice/provider-sdk';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RequestLog } from '../log/request-log.ts';
import { acceptUpgrade, refuseUpgrade } from './answer-upgrade.ts';
import { readAddress } from './address.ts';
import { doorAt } from './doors.ts';
import { isForeignOrigin } from './foreign-origin.ts';
import type { HostGuard } from './host-guard.ts';
import type { Joined } from './join.ts';
import { ownHeaders } from './reply-headers.ts';
import { begun, routedRecord, type Arrival, type Known, type Recording } from './routed-record.ts';
import { readSubprotocols } from './subprotocols.ts';
import { readTrace } from './trace.ts';
import type { Traffic } from './traffic.ts';
import { uuidV7 } from './uuid-v7.ts';
import { unknownHost } from './unknown-host.ts';
import { listenTo } from './waiting-caller.ts';

export interface RealtimeMeans {
  readonly house: House;
  readonly gateway: Gateway;
  readonly log: RequestLog;
  /** Nothing of what is said over a WebSocket is kept. */
  readonly recording: Pick<Recording, 'begin' | 'traceUpstream'>;
  readonly hostGuard: HostGuard;
  readonly corsOrigins: readonly string[];
  /** Told of what should not have been possible. */
  readonly onBug: (error: unknown) => void;
}

/** Takes a request to change the protocol, with what was read behind it. */
export type Upgrade = (request: IncomingMessage, caller: Duplex, head: Buffer) => void;

/**
 * Answers who asks for a WebSocket: like any other request where it is refused, here or by the provider, and else with
 * the provider's own connection.
 */
export function createRealtime(
  { house, gateway, log, recording, hostGuard, corsOrigins, onBug }: RealtimeMeans,
  traffic: Traffic,
): Upgrade {
  const arrive = (request: IncomingMessage, { arrival, departure, note }: Arriving): Promise<Outcome> => {
    if (!hostGuard(request)) throw new FaultError(unknownHost(request.headers.host));
    const place = placeOf(request);
    const { id, method, headers, account } = arrival;
    const caller = authenticate(headers, house);
    note({ key: caller.key, operation: 'realtime', dialect: 'openai-realtime' });
    if (!caller.key && isForeignOrigin(request, corsOrigins)) throw new FaultError(FOREIGN);
    recording.begin?.(begun(arrival, caller.key));
    account.parsed = performance.now();
    const { context: trace } = arrival.trace;
    return gateway({ id, ...place, method, headers, body: { kind: 'none' }, departure, account, trace }, caller, note);
  };

  return (request, caller, head) => {
    const account = new Account(performance.now());
    const at = Date.now();
    const id = uuidV7(at);
    const traceOf = (headers: RequestHeaders) => readTrace({ headers, requestId: id, toldUpstream: recording.traceUpstream });
    const departure = new Departure();
    const stopListening = listenTo(caller, head, departure);
    const notes: Known = {};
    let arrival: Arrival = {
      id,
      trace: traceOf(request.headers),
      method: request.method!,
      url: request.url!,
      headers: request.headers,
      at,
      account,
    };
    let outcome: Outcome | undefined;
    let joined: Joined | undefined;
    let firstByteMs: number | undefined;
    let wasCut = false;

    const cut = () => {
      wasCut = true;
      caller.destroy();
      if (outcome) letGo(outcome);
    };
    traffic.inFlight++;
    traffic.cuts.add(cut);
    caller.on('error', () => {
      // The caller's connection failed; `close` follows and says all there is to say.
    });
    caller.on('close', () => {
      traffic.inFlight--;
      traffic.cuts.delete(cut);
      const end = {
        status: outcome?.status ?? 499,
        firstByteMs,
        aborted: outcome === undefined || wasCut || joined?.broken === true,
        bytes: joined && { up: joined.up, down: joined.down },
        usage: undefined,
        fault: outcome?.kind === 'failure' ? outcome.fault : joined?.broken ? BROKEN : undefined,
        responseHeaders: undefined,
        bodies: undefined,
      };
      log.add(routedRecord(arrival, notes, end));
    });

    const answer = (came: Outcome) => {
      stopListening();
      if (caller.destroyed) return letGo(came);
      outcome = came;
      firstByteMs = performance.now() - account.arrived;
      const own = ownHeaders(arrival.headers, arrival.trace.trace, id, notes.trail);
      if (came.kind === 'joined') joined = acceptUpgrade(caller, came.socket, [...came.headers, ...own]);
      else refuseUpgrade(request, caller, came, own);
    };

    Promise.resolve()
      .then(() => {
        const headers = readSubprotocols(request.headers);
        arrival = { ...arrival, headers, trace: traceOf(headers) };
        return arrive(request, { arrival, departure, note: (more) => Object.assign(notes, more) });
      })
      .then(answer, (error: unknown) => {
        if (!isFaultError(error)) onBug(error);
        answer(failureOf(isFaultError(error) ? error.fault : OURS));
      })
      .catch((error: unknown) => {
        onBug(error);
        cut();
      });
  };
}

interface Arriving {
  readonly arrival: Arrival;
  readonly departure: Departure;
  readonly note: (known: Known) => void;
}

/**
 * Where a handshake wants to go.
 *
 * @throws FaultError `invalid_request` where there is no WebSocket to be had.
 */
function placeOf({ method, url, headers }: IncomingMessage): Pick<Incoming, 'door' | 'path' | 'query'> {
  const address = url!.replace(/^\/{2,}/, '/');
  const place = doorAt(method!, address.startsWith('/v1/') ? readAddress(address.slice('/v1'.length)) : { path: address, query: '' });
  const websocket = headers.upgrade?.split(',').some((each) => each.trim().toLowerCase() === 'websocket');
  if (address.startsWith('/v1/') && isRealtime(place.door) && websocket) return place;
  throw new FaultError({
    kind: 'invalid_request',
    message: 'The only change of protocol here is to a WebSocket, by GET /v1/realtime: send other requests without an Upgrade header',
    param: 'upgrade',
    code: 'no_upgrade',
  });
}

const FOREIGN: Fault = {
  kind: 'forbidden',
  message:
    'A page of another origin asks for this WebSocket without a Sluice key: send one, or have the origin added to SLUICE_CORS_ORIGINS',
  param: 'origin',
  code: 'foreign_origin',
};

const BROKEN: Fault = { kind: 'stream_broken', message: 'the connection to the provider broke', code: 'stream_broken' };

const OURS: Fault = { kind: 'internal', message: 'Something went wrong in Sluice itself; the log knows more under this trace id' };
