import {
  FaultError,
  isFaultError,
  JsonDocument,
  plainPath,
  withLongNumbers,
  withMarkedNumbers,
  type Asked,
  type Bridge,
  type Json,
  type JsonObject,
  type Operation,
  type WireRequest,
} from '@sluice/provider-sdk';
import type { Target } from '../target.ts';
import { askForUsage } from '../write-body.ts';
import { fittingNames, type Fitting } from './fitting-names.ts';
import { plainChat } from './plain-chat.ts';
import { hasCodec, type Through } from './reach.ts';

export interface UpstreamQuestion {
  /** The request as the door's dialect has it, with the headers that will be sent. */
  readonly request: WireRequest;
  readonly target: Target;
  readonly model: string | undefined;
  readonly through: Through;
  readonly id: string;
  readonly createdS: number;
}

/** The request in the provider's words, and what was asked in each language on the way, for whoever reads the answer. */
export interface UpstreamWritten {
  readonly request: WireRequest;
  readonly atDoor: Asked;
  /** In the words that the provider's codec is spoken to in; at a bridge, chat's. */
  readonly inside: Asked;
  /** Puts back what was said otherwise to a provider that speaks chat itself. */
  readonly restore: Fitting['restore'] | undefined;
}

/** Servers that reason give their thinking under this name, and take it back or pass over it. */
const TAKEN = ['reasoning_content', 'top_k'] as const;

/**
 * Writes a request in the provider's words.
 *
 * @throws FaultError `invalid_request` for what cannot be said in them.
 */
export function writeUpstream({ request, target, model, through, id, createdS }: UpstreamQuestion): UpstreamWritten {
  const { operation, bridge } = through;
  const call =
    request.body === undefined
      ? nameIn(request.url, target)
      : (JSON.parse(withMarkedNumbers(Buffer.from(request.body).toString())) as Json);
  const place = { target: { model, settings: target.settings }, id, createdS };
  const atDoor: Asked = { call, ...place };
  const told = bridge?.request(call);
  const plain = told && !hasCodec(operation) ? fittingNames(plainChat(told, operation.takes ?? TAKEN)) : undefined;
  const inside: Asked = told ? { call: plain?.call ?? told, ...place } : atDoor;
  try {
    return { request: { ...request, ...wire(operation, inside, target, request) }, atDoor, inside, restore: plain?.restore };
  } catch (error) {
    throw bridge && isFaultError(error) ? inWordsOf(bridge, error) : error;
  }
}

/** A refusal that names its member as the caller wrote it. */
function inWordsOf({ paths }: Bridge, { fault }: FaultError): FaultError {
  const [inChat, inRequest] = paths.find(([path]) => fault.param !== undefined && path.test(fault.param)) ?? [];
  if (!inChat || inRequest === undefined) return new FaultError(fault);
  const rename = (text: string) => text.replace(inChat, inRequest);
  const { param = '', message } = fault;
  const renamed = rename(param);
  return new FaultError({ ...fault, param: renamed, message: message.startsWith(param) ? renamed + message.slice(param.length) : message });
}

const bytesOf = (body: Json): Buffer => Buffer.from(withLongNumbers(JSON.stringify(body)));

/** What an address asks for that brings no body: `/models/some-model`. */
function nameIn(url: string, { base }: Target): Json {
  const [, name = ''] = /^\/models\/([^?]+)/.exec(url.slice(base.length)) ?? [];
  return name === '' ? {} : { id: decodeURIComponent(name) };
}

function wire(operation: Operation, asked: Asked, { base }: Target, { headers }: WireRequest): Partial<WireRequest> {
  if (!hasCodec(operation)) {
    const document = JsonDocument.parse(bytesOf(asked.call));
    operation.prepare?.(document.root, asked.target);
    askForUsage(document.root, operation, asked.target);
    return { url: base + plainPath(pathOf(operation.path, asked, document.root)), body: document.toBytes() };
  }
  if (asked.call['stream'] === true && !operation.codec.stream) {
    throw new FaultError({
      kind: 'invalid_request',
      message: 'stream: this provider answers whole only',
      param: 'stream',
      code: 'unsupported_value',
    });
  }
  const draft = operation.codec.request(asked.call, asked.target);
  const { method = 'POST', body } = draft;
  const bytes = method === 'GET' ? undefined : body instanceof Uint8Array ? body : bytesOf(body);
  const { 'content-type': type = 'application/json', ...rest } = headers;
  return {
    method,
    url: base + plainPath(draft.path),
    headers: { ...rest, ...(bytes && { 'content-type': type }), ...draft.headers },
    body: bytes,
  };
}

const pathOf = (
  path: string | ((target: Asked['target'] & { readonly streamed: boolean }) => string),
  { target }: Asked,
  body: JsonObject,
) => (typeof path === 'string' ? path : path({ ...target, streamed: body.has('stream') && body.get('stream') === true }));
