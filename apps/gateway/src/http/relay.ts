import {
  authenticate,
  Account,
  catalogueFor,
  defaultConfigOf,
  inCatalogue,
  Departure,
  failureOf,
  ownHeader,
  type Caller,
  type Door,
  type Gateway,
  type House,
  type Incoming,
  type Outcome,
  type ShadowConfig,
} from '@sluice/core';
import { isFaultError, type Fault } from '@sluice/provider-sdk';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestLog } from '../log/request-log.ts';
import { HELD_BYTES } from '../replay/held-bytes.ts';
import type { Copied, Copies } from '../shadow/copies.ts';
import { copiable } from '../shadow/copiable.ts';
import { discardRest } from './discard-rest.ts';
import { asksForBatchOutput, batchOutput } from './batch-output.ts';
import type { BodyLimits } from './body-limits.ts';
import { readBody } from './read-body.ts';
import { placeOf, type Place } from './place.ts';
import type { Tape, TapedCall } from '../cassettes/tape.ts';
import { answerPrompt, promptCaller } from './prompt-doors.ts';
import { ownHeaders } from './reply-headers.ts';
import { respond } from './respond.ts';
import { noteAsked } from './note-asked.ts';
import { begun, routedRecord, type Arrival, type Known, type Recording } from './routed-record.ts';
import { asksSignedIn, withoutSession, type SignedIn } from './signed-in.ts';
import { Spoken } from './spoken.ts';
import { readTrace } from './trace.ts';
import type { Traffic } from './traffic.ts';
import { uuidV7 } from './uuid-v7.ts';

export interface RelayMeans {
  readonly house: House;
  readonly gateway: Gateway;
  readonly limits: BodyLimits;
  readonly log: RequestLog;
  readonly recording: Recording;
  /** Overhears answers for whoever records them. */
  readonly tape?: Tape;
  /** Knows who has signed in. Default: sessions do not count. */
  readonly signedIn?: SignedIn;
  /** Asks elsewhere what was asked here, where a config wants that. */
  readonly copies: Copies;
  /** Told of what should not have been possible. */
  readonly onBug: (error: unknown) => void;
}

/** Answers everything below `/v1`. `behind` is what stands behind that in the request's address. */
export type Relay = (request: IncomingMessage, response: ServerResponse, behind: string) => void;

export function createRelay(means: RelayMeans, traffic: Traffic): Relay {
  const { house, gateway, limits, log, recording, tape, signedIn, copies, onBug } = means;
  const arrive = async (
    request: IncomingMessage,
    { arrival, departure, place, user, note, hears, onAsked, onRead }: Arriving,
  ): Promise<Outcome> => {
    // Before the body: one who may not call may not make us read either.
    const { door, path, query, prompt } = place;
    const caller = user
      ? await user.callerIn(request.headers, [prompt?.wants === 'words' ? 'prompts.render' : 'completions.write'])
      : prompt
        ? promptCaller(prompt, request.headers, house)
        : authenticate(request.headers, house);
    const { id, method, headers, account } = arrival;
    const { operation, dialect } = door.kind === 'operation' ? door : PASSED_ON;
    note({ key: caller.key, operation, dialect });
    recording.begin?.(begun(arrival, caller.key));
    account.bodyBytes = recording.keepsBodies(caller, headers);
    const spoken = account.bodyBytes > 0 ? hears(account.bodyBytes) : undefined;
    const read = readBody(request, door, limits);
    const body = read instanceof Promise ? await read : read;
    account.parsed = performance.now();
    spoken?.heard(body, headers);
    noteAsked(body, account, note, operation);
    // A stored prompt's answer belongs to words that its caller did not say.
    if (tape?.on && !prompt) onAsked({ path: path + query, body });
    const { context: trace } = arrival.trace;
    const incoming: Incoming = { id, door, method, path, query, headers, body, departure, account, trace };
    onRead({ incoming, caller, place });
    if (prompt) return answerPrompt({ address: prompt, incoming, caller, note }, { house, gateway });
    if (asksForCatalogue(incoming, caller)) return catalogue(incoming, caller, house);
    return asksForBatchOutput(incoming) ? batchOutput(gateway, incoming, caller, note) : gateway(incoming, caller, note);
  };

  return (request, response, behind) => {
    const account = new Account(performance.now());
    const at = Date.now();
    const id = uuidV7(at);
    const { method, url } = request;
    const user = signedIn && asksSignedIn(request) ? signedIn : undefined;
    const headers = user ? withoutSession(request.headers) : request.headers;
    const trace = readTrace({ headers, requestId: id, toldUpstream: recording.traceUpstream });
    const arrival: Arrival = { id, trace, method: method!, url: url!, headers, at, account };
    const departure = new Departure();
    const notes: Known = {};
    let outcome: Outcome | undefined;
    let own: readonly string[] = [];
    let spoken: Spoken | undefined;
    let asked: Pick<TapedCall, 'path' | 'body'> | undefined;
    let read: Read | undefined;
    let copying: { readonly shadow: ShadowConfig; readonly overheard: Spoken } | undefined;
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
      const aborted = !response.writableFinished;
      const responseHeaders = spoken && outcome && [...outcome.headers, ...own];
      const bodies = spoken?.bodies;
      const record = routedRecord(arrival, notes, {
        status,
        firstByteMs,
        aborted,
        usage,
        fault,
        bytes: undefined,
        responseHeaders,
        bodies,
      });
      log.add(record);
      if (copying && read && !aborted)
        copies.copy({ ...read, trace, record, shadow: copying.shadow, response: copying.overheard.bodies.response });
    });

    const answer = (came: Outcome, door?: Door) => {
      outcome = came;
      firstByteMs = performance.now() - account.arrived;
      if (came.kind === 'joined') throw new Error('a connection came where an answer was asked for');
      own = ownHeaders(headers, trace.trace, id, notes.trail);
      const body = failureBody(came, door, behind);
      const shadow = read && copiable(notes.trail, read.incoming, account);
      if (shadow && copies.draws(shadow)) copying = { shadow, overheard: new Spoken(HELD_BYTES) };
      const heard = spoken ? spoken.said(came, body) : came;
      const said = copying ? copying.overheard.said(heard, body) : heard;
      respond(response, asked && tape ? tape.said(said, { ...asked, arrival, known: notes }) : said, own, body);
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
    arrive(request, {
      arrival,
      departure,
      place,
      user,
      note: (more) => Object.assign(notes, more),
      hears: (limit) => (spoken = new Spoken(limit)),
      onAsked: (call) => (asked = call),
      onRead: (come) => (read = come),
    })
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

const PASSED_ON = { operation: undefined, dialect: undefined };

interface Arriving {
  readonly arrival: Arrival;
  readonly departure: Departure;
  readonly place: Place;
  /** Who knows the caller, where that is somebody who has signed in. */
  readonly user: SignedIn | undefined;
  readonly note: (known: Known) => void;
  /** Begins to hold what is said, up to so many bytes of each side. */
  readonly hears: (limit: number) => Spoken;
  /** Told of what is asked, where somebody records. */
  readonly onAsked: (call: Pick<TapedCall, 'path' | 'body'>) => void;
  /** Told of the request once it is read. */
  readonly onRead: (read: Read) => void;
}

/** A request as it was read, who sent it, and where it wants to go. */
type Read = Pick<Copied, 'incoming' | 'caller' | 'place'>;

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
