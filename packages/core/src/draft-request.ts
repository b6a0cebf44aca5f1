import { FaultError, JsonDocument, plainPath, type JsonObject, type WireRequest } from '@sluice/provider-sdk';
import { createHash } from 'node:crypto';
import type { TryReason } from './account.ts';
import type { House } from './house.ts';
import { isRealtime, isUnread, type Incoming } from './incoming.ts';
import { replaceModelField } from './multipart.ts';
import { realtimeQuery } from './realtime-query.ts';
import { requireAnyModel, requireModel, requireOneModel } from './rooms/allowed.ts';
import { askedModel, withoutAlias } from './rooms/asked-model.ts';
import type { Call } from './rooms/read-call.ts';
import { isStrict } from './rooms/target-headers.ts';
import type { Said } from './said.ts';
import type { Target } from './target.ts';
import { reachOrRefuse, type Reached } from './translate/reach.ts';
import { upstreamHeaders } from './upstream-headers.ts';
import type { Departure } from './wire/departure.ts';
import { appendBeginning, writeBody } from './write-body.ts';
import { asBuffer } from './wire/as-buffer.ts';

export interface ExchangeQuestion {
  readonly incoming: Incoming;
  readonly call: Call;
  readonly target: Target;
  readonly chance: Chance;
  /** The model to send whatever the body says: the successor of one that was refused. */
  readonly instead?: string;
  /** The beginning of an answer that somebody else broke off, for this target to go on from. */
  readonly prefill?: string | undefined;
  /** The body to send in place of the caller's: a check has rewritten it. */
  readonly rewritten?: Buffer | undefined;
}

/** Why a try is made, and what else there is, should it come to nothing. */
export interface Chance {
  /** Undefined for the first at its target. */
  readonly why?: TryReason | undefined;
  /** Another target may be asked. */
  readonly target: boolean;
  /** The same target may be tried again. */
  readonly retry: boolean;
  /** Fires when nobody waits for this try any more. */
  readonly departure: Departure;
  /** Somebody knows how to go on where a stream breaks. */
  readonly continues: boolean;
}

/** A request as it will be sent, but for its signature. */
export interface Draft extends Said {
  /** In the words of the caller's door. */
  readonly request: WireRequest;
  readonly reached: Reached | undefined;
  /** Nothing beyond OpenAI's own set is to be shown. */
  readonly strict: boolean;
}

const UNSAID = { usageAdded: false, streamed: false, reasons: false, prefilled: false, choices: 1, strict: true } as const;

/**
 * The first half of an exchange: writes what will be sent.
 *
 * @throws FaultError for what is wrong with the request itself, or cannot be asked of this provider.
 */
export function draftRequest({ incoming, call, target, instead, prefill, rewritten }: ExchangeQuestion, house: House): Draft {
  const { door, body, method, query } = incoming;
  const aliases = house.policy.aliases()[target.provider.id];
  const headers = upstreamHeaders(incoming, target, house);
  if (isUnread(incoming)) requireAnyModel(target.caller, target);
  if (door.kind === 'pass_through') {
    const request = { method, url: target.base + incoming.path + query, headers, body: undefined };
    return { request, model: undefined, reached: undefined, ...UNSAID };
  }
  const strict = isStrict(incoming, target.strict);
  const reachFor = (model: string | undefined, json?: JsonObject) => reachOrRefuse(target.provider, door, model, house, json);
  if (body.kind === 'json') {
    const written = writeBody({ document: body.document, call, target, name: door.operation, reach: reachFor, aliases, instead, prefill });
    const { bytes, model, usageAdded, streamed, reasons, prefilled, choices, reached } = rewritten
      ? { ...written, ...rewrite(rewritten, instead, prefill) }
      : written;
    requireModel(target.caller, target, model);
    requireOneModel(target.caller, target, bytes);
    nameApart(headers, target, prefill, bytes);
    const url = addressOf(incoming, target, reached, { model, streamed });
    return { request: { method, url, headers, body: bytes }, model, reached, strict, usageAdded, streamed, reasons, prefilled, choices };
  }
  if (body.kind === 'bytes') {
    const asked = target.model ?? body.model;
    const model = instead ?? withoutAlias(asked, aliases);
    requireModel(target.caller, target, model);
    const bytes = model === body.model || model === undefined ? body.bytes : replaceModelField(body.bytes, model);
    const reached = direct(reachFor(model), target, door.operation);
    return {
      request: { method, url: addressOf(incoming, target, reached, { model, streamed: false }), headers, body: bytes },
      model,
      reached,
      ...UNSAID,
    };
  }
  if (isRealtime(door)) {
    const { model: overridden } = target.overrideParams;
    const { model: byDefault } = target.defaultParams;
    const model = instead ?? withoutAlias(askedModel({ overridden, named: target.model, said: call.model, byDefault }), aliases);
    requireModel(target.caller, target, model);
    const reached = direct(reachFor(model), target, door.operation);
    const asked = { ...incoming, query: realtimeQuery(query, model) };
    const url = addressOf(asked, target, reached, { model, streamed: true });
    return { request: { method, url, headers, body: undefined }, model, reached, ...UNSAID, streamed: true };
  }
  // The model stands somewhere in what streams up.
  if (body.kind === 'stream') requireAnyModel(target.caller, target);
  const reached = body.kind === 'none' ? reachFor(call.model) : direct(reachFor(call.model), target, door.operation);
  const url = addressOf(incoming, target, reached, { model: call.model, streamed: false });
  return { request: { method, url, headers, body: undefined }, model: call.model, reached, ...UNSAID };
}

/** Where a request goes; of one that is translated, a name for what is asked. */
function addressOf(incoming: Incoming, target: Target, reached: Reached, { model, streamed }: Pick<Draft, 'model' | 'streamed'>): string {
  if (reached.kind !== 'direct') return target.base + incoming.path;
  const { path, dialect } = reached.operation;
  const place = typeof path === 'string' ? path : path({ model, settings: target.settings, streamed });
  // `/models/gpt-4o` is the same operation as `/models`: what stands behind goes along.
  const rest = dialect === 'openai-models' ? incoming.path.slice('/models'.length) : '';
  const query = incoming.query !== '' && place.includes('?') ? `&${incoming.query.slice(1)}` : incoming.query;
  plainPath(place);
  const at = place.indexOf('?');
  return target.base + (rest === '' || at < 0 ? place + rest : place.slice(0, at) + rest + place.slice(at)) + query;
}

/**
 * A form is passed on as it is, or not at all.
 *
 * @throws FaultError `unsupported_operation`
 */
function direct(reached: Reached, { provider }: Target, operation: string): Reached {
  if (reached.kind === 'direct') return reached;
  throw new FaultError({
    kind: 'unsupported_operation',
    message: `${operation} is supported by ${provider.id} with a JSON body only`,
    code: 'unsupported_operation',
  });
}

/** A body that a check has written has been through all else already: only what came up since has to be put in. */
function rewrite(bytes: Buffer, instead: string | undefined, prefill: string | undefined) {
  const document = JsonDocument.parse(bytes);
  const body = document.root;
  if (instead !== undefined) body.set('model', instead);
  const prefilled = prefill !== undefined && appendBeginning(body, prefill);
  const streamed = body.has('stream') && body.get('stream') === true;
  return { bytes: asBuffer(document.toBytes()), model: body.text('model'), streamed, prefilled };
}

/** One of several targets is asked something of its own: under the caller's name for it, two of one account would meet each other's answers. */
function nameApart(headers: Record<string, string>, { label }: Target, prefill: string | undefined, bytes: Buffer): void {
  const name = headers['idempotency-key'];
  if (name === undefined || (label === 'config' && prefill === undefined)) return;
  headers['idempotency-key'] = `${name}-${createHash('sha256').update(label).update(bytes).digest('hex').slice(0, 16)}`;
}
