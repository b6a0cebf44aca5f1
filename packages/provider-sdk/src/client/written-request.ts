import type { Asked, Json } from '../codec.ts';
import { FaultError } from '../fault.ts';
import { JsonDocument, JsonSyntaxError, withLongNumbers } from '../json/index.ts';
import type { Operation, OperationName, SameDialect, Translated } from '../operation.ts';
import type { WireRequest } from '../wire.ts';
import type { CallableOperation } from './client.ts';
import type { Means } from './means.ts';
import { plainPath } from '../plain-path.ts';
import { served } from './served.ts';
import { byAuthor } from './told-fault.ts';

/** A request in the provider's words, but for its signature, and what was asked, for whoever reads the answer. */
export interface WrittenRequest {
  readonly request: WireRequest;
  readonly operation: Operation;
  readonly asked: Asked;
  readonly streamed: boolean;
}

/** What is to be written. */
export interface WriteQuestion {
  readonly name: CallableOperation;
  readonly body: Json | FormData | undefined;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Operations that nobody can do without naming a model. */
const NEEDS_MODEL: ReadonlySet<OperationName> = new Set<OperationName>(['chat', 'completions', 'embeddings', 'speech']);

/**
 * Writes a call as the provider wants it.
 *
 * @throws FaultError for what cannot be asked of this provider.
 */
export async function writeRequest({ name, body, headers }: WriteQuestion, means: Means): Promise<WrittenRequest> {
  const form = isForm(body) ? body : undefined;
  const call = form ? {} : ((body ?? {}) as Json);
  const named = form ? form.get('model') : call['model'];
  const model = typeof named === 'string' ? named : undefined;
  if (model === undefined && NEEDS_MODEL.has(name)) throw invalid('"model" is missing: name one', 'model', 'missing_model');
  const operation = served(name, model, means);
  const asked: Asked = {
    call,
    target: { model, settings: means.settings },
    id: crypto.randomUUID(),
    createdS: Math.floor(means.now() / 1000),
  };
  const streamed = call['stream'] === true || form?.get('stream') === 'true';
  const draft = { name, asked, streamed, headers: { accept: '*/*', 'accept-encoding': 'identity', ...headers } };
  if (hasCodec(operation)) return form ? refuseForm(name, means) : translated(draft, operation, means);
  return form ? withForm(draft, operation, form, means) : withJson(draft, operation, body !== undefined, means);
}

interface Draft {
  readonly name: CallableOperation;
  readonly asked: Asked;
  readonly streamed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** The caller's own words, but for what the provider is known to refuse. */
function withJson({ name, asked, streamed, headers }: Draft, operation: SameDialect, hasBody: boolean, means: Means): WrittenRequest {
  const url = () => addressOf(operation, asked, streamed, means);
  if (!hasBody)
    return { request: { method: name === 'models' ? 'GET' : 'POST', url: url(), headers, body: undefined }, operation, asked, streamed };
  const document = parse(textOf(asked.call));
  byAuthor(means, 'preparing a request', () => operation.prepare?.(document.root, asked.target));
  const request = { method: 'POST', url: url(), headers: { 'content-type': 'application/json', ...headers }, body: document.toBytes() };
  return { request, operation, asked, streamed };
}

/** A form is passed on as it is. It is written before it is signed, for a signature is made of the exact bytes. */
async function withForm(
  { asked, streamed, headers }: Draft,
  operation: SameDialect,
  form: FormData,
  means: Means,
): Promise<WrittenRequest> {
  const written = new Response(form);
  const type = written.headers.get('content-type') ?? 'multipart/form-data';
  const body = new Uint8Array(await written.arrayBuffer());
  const url = addressOf(operation, asked, streamed, means);
  return { request: { method: 'POST', url, headers: { ...headers, 'content-type': type }, body }, operation, asked, streamed };
}

function translated({ asked: { call, ...place }, streamed, headers }: Draft, operation: Translated, means: Means): WrittenRequest {
  const { codec } = operation;
  if (streamed && !codec.stream) throw invalid('stream: this provider answers whole only', 'stream', 'unsupported_value');
  const asked: Asked = { ...place, call: JSON.parse(textOf(call)) as Json };
  const draft = byAuthor(means, 'writing a request', () => codec.request(asked.call, asked.target));
  const { method = 'POST', body } = draft;
  const bytes =
    method === 'GET' ? undefined : body instanceof Uint8Array ? body : new TextEncoder().encode(withLongNumbers(JSON.stringify(body)));
  const { 'content-type': type = 'application/json', ...rest } = headers;
  return {
    request: {
      method,
      url: means.base + plainPath(draft.path),
      headers: { ...rest, ...(bytes && { 'content-type': type }), ...draft.headers },
      body: bytes,
    },
    operation,
    asked,
    streamed,
  };
}

function addressOf({ path }: SameDialect, { target }: Asked, streamed: boolean, means: Means): string {
  const place = typeof path === 'string' ? path : byAuthor(means, 'naming an address', () => path({ ...target, streamed }));
  return means.base + plainPath(place);
}

function textOf(call: Json): string {
  try {
    return JSON.stringify(call);
  } catch (error) {
    throw invalid(`The request cannot be written as JSON: ${(error as Error).message}`, 'body', 'invalid_json');
  }
}

function parse(text: string): JsonDocument {
  try {
    return JsonDocument.parse(new TextEncoder().encode(text));
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw invalid(`The request is no JSON object that can be sent: ${error.message}`, 'body', 'invalid_json');
  }
}

function refuseForm(name: CallableOperation, { adapter: { id } }: Means): never {
  throw new FaultError({
    kind: 'unsupported_operation',
    message: `${name} is done by ${id} with a JSON body only`,
    code: 'unsupported_operation',
  });
}

/** By its brand, as `fetch` knows one: a form may be of another realm, or of a library. */
const isForm = (body: Json | FormData | undefined): body is FormData => Object.prototype.toString.call(body) === '[object FormData]';

const hasCodec = (operation: Operation): operation is Translated => operation.codec !== undefined;

const invalid = (message: string, param: string, code: string) => new FaultError({ kind: 'invalid_request', message, param, code });
