import {
  Account,
  failureOf,
  type Caller,
  type Departure,
  type Gateway,
  type House,
  type Outcome,
  type RequestHeaders,
  type RouteConfig,
} from '@sluice/core';
import { isFaultError, type Fault, type JsonDocument } from '@sluice/provider-sdk';
import type { Place } from '../http/place.ts';
import { noteAsked } from '../http/note-asked.ts';
import { routedRecord, type Arrival, type Known } from '../http/routed-record.ts';
import { Spoken } from '../http/spoken.ts';
import type { RequestTrace } from '../http/trace.ts';
import { uuidV7 } from '../http/uuid-v7.ts';
import type { RecordedBody } from '../log/recorded-body.ts';
import type { RequestRecord } from '../log/request-record.ts';
import { readToEnd } from './read-to-end.ts';
import { throughDoor } from './through-door.ts';

/** A request that this gateway sends by itself, as if it came in by a door. */
export interface Again {
  readonly place: Place;
  readonly method: string;
  /** As it was called: `/v1/chat/completions`. */
  readonly url: string;
  readonly headers: RequestHeaders;
  readonly document: JsonDocument;
  readonly caller: Caller;
  readonly trace: RequestTrace;
  readonly source: 'shadow' | 'replay';
  /** What it goes by, whatever its headers say. */
  readonly goesBy?: RouteConfig | undefined;
}

export interface SendMeans {
  readonly house: House;
  readonly gateway: Gateway;
  /** Bytes of each body that may be kept of a request; 0 for none. */
  readonly keepsBodies: (caller: Caller, headers: RequestHeaders) => number;
  /** Told of what should not have been possible. */
  readonly onBug: (error: unknown) => void;
}

/** What came of it. */
export interface SentAgain {
  readonly record: RequestRecord;
  readonly account: Account;
  /** The answer, held up to a limit whether it is kept or not. */
  readonly response: RecordedBody | undefined;
}

/** Bytes of an answer that are held, to be compared. */
export const HELD_BYTES = 1024 * 1024;

/** Sends a request and reads its answer to the end. What goes wrong is told in its record. */
export async function sendAgain(again: Again, departure: Departure, means: SendMeans): Promise<SentAgain> {
  const { place, method, url, headers, document, caller, trace, source, goesBy } = again;
  const at = Date.now();
  const account = source === 'shadow' ? new ShadowAccount(performance.now()) : new Account(performance.now());
  const arrival: Arrival = { id: uuidV7(at), trace, method, url, headers, at, account };
  const notes: Known = {};
  const note = (more: Known) => Object.assign(notes, more);
  const { door } = place;
  note({ key: caller.key, ...(door.kind === 'operation' && { operation: door.operation, dialect: door.dialect }) });
  account.bodyBytes = means.keepsBodies(caller, headers);
  const spoken = new Spoken(Math.max(account.bodyBytes, HELD_BYTES));
  const body = { kind: 'json', document } as const;
  spoken.heard(body, headers);
  noteAsked(body, account, note, door.kind === 'operation' ? door.operation : undefined);
  account.parsed = performance.now();
  const { path, query } = place;
  const incoming = { id: arrival.id, door, method, path, query, headers, body, departure, account, trace: trace.context, goesBy };

  const came = await outcomeOf(throughDoor({ place, incoming, caller, note }, means), means);
  const outcome = spoken.said(came, came.kind === 'failure' ? Buffer.from(JSON.stringify(came.body)) : undefined);
  const { firstByte, whole } = await readToEnd(outcome, departure);

  const end = outcome.kind === 'flow' && whole ? outcome.ended() : undefined;
  const keeps = account.bodyBytes > 0;
  const record = routedRecord(arrival, notes, {
    status: outcome.status,
    firstByteMs: firstByte === undefined ? undefined : firstByte - account.arrived,
    aborted: !whole,
    usage: end ? end.usage : outcome.kind === 'whole' ? outcome.usage : undefined,
    fault: outcome.kind === 'failure' ? outcome.fault : end?.fault,
    bytes: undefined,
    responseHeaders: keeps ? outcome.headers : undefined,
    bodies: keeps ? spoken.bodies : undefined,
  });
  return { record: { ...record, source }, account, response: spoken.bodies.response };
}

/** The first at each target is there for somebody else's sake. */
class ShadowAccount extends Account {
  override begin(start: Parameters<Account['begin']>[0]): ReturnType<Account['begin']> {
    return super.begin(start.why === 'first' ? { ...start, why: 'shadow' } : start);
  }
}

const OURS: Fault = { kind: 'internal', message: 'Something went wrong in Sluice itself; the log knows more under this trace id' };

async function outcomeOf(coming: Promise<Outcome>, { onBug }: SendMeans): Promise<Outcome> {
  try {
    return await coming;
  } catch (error) {
    if (isFaultError(error)) return failureOf(error.fault);
    onBug(error);
    return failureOf(OURS);
  }
}
