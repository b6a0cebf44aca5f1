import { FaultError, JsonDocument, JsonSyntaxError } from '@sluice/provider-sdk';
import { beginsMultipart, endsMultipart, readBoundary, readField, type Door, type RequestBody } from '@sluice/core';
import type { IncomingMessage } from 'node:http';
import { isUtf8 } from 'node:buffer';
import { badContentType, badForm, badJson, stalled, tooLarge } from './body-faults.ts';
import type { BodyLimits } from './body-limits.ts';
import { uploadStream } from './upload-stream.ts';

/** A form up to this size is read whole, so that its model can decide the route; a larger one goes through as it comes. */
const FORM_IN_MEMORY_BYTES = 4 * 1024 * 1024;

/** A body is gathered in one piece where its length is said and below this; a larger claim has to be proven by sending it. */
const TRUSTED_LENGTH_BYTES = 8 * 1024 * 1024;

/**
 * Reads a request's body as far as its door asks for.
 *
 * @throws FaultError `invalid_request` for a body that is not what it should be, `too_large` above the limit,
 *   `unsupported_encoding` for one that is packed, `deadline_exceeded` for one that stands still.
 */
export function readBody(request: IncomingMessage, door: Door, limits: BodyLimits): RequestBody | Promise<RequestBody> {
  const length = request.headers['content-length'];
  if (length !== undefined && Number(length) > limits.bodyBytes) throw tooLarge(limits.bodyBytes);
  if (length === undefined && request.headers['transfer-encoding'] === undefined) return noBody(door);
  if (length === '0') return noBody(door);
  if (door.kind === 'pass_through') return { kind: 'stream', source: uploadStream(request, limits) };
  if (door.operation === 'models') return { kind: 'none' };

  const type = request.headers['content-type']?.toLowerCase() ?? '';
  if (request.headers['content-encoding'] !== undefined && request.headers['content-encoding'] !== 'identity') {
    throw new FaultError({
      kind: 'unsupported_encoding',
      message: `The body is packed with ${request.headers['content-encoding']}: send it plain`,
      param: 'content-encoding',
    });
  }
  if (type.startsWith('multipart/form-data')) return readForm(request, door, limits);
  if (type === '' || type.startsWith('application/json') || /^application\/[\w.+-]+\+json/.test(type)) return readJson(request, limits);
  if (type.startsWith('audio/') && isForm(door)) return { kind: 'stream', source: uploadStream(request, limits) };
  throw badContentType(isForm(door) ? 'multipart/form-data' : 'application/json', type);
}

const FORMS: ReadonlySet<string> = new Set(['imageEdits', 'imageVariations', 'transcriptions', 'translations']);

const isForm = (door: Door) => door.kind === 'operation' && FORMS.has(door.operation);

function noBody(door: Door): RequestBody {
  if (door.kind === 'pass_through' || door.operation === 'models') return { kind: 'none' };
  throw badJson('the body is empty');
}

async function readJson(request: IncomingMessage, limits: BodyLimits): Promise<RequestBody> {
  return { kind: 'json', document: parseJson(await readBytes(request, limits), limits.jsonDepth) };
}

/** A body's bytes. @throws FaultError `too_large` above the limit, `deadline_exceeded` for one that stands still. */
export async function readBytes(request: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  const length = request.headers['content-length'];
  if (length !== undefined && Number(length) > limits.bodyBytes) throw tooLarge(limits.bodyBytes);
  const bytes = await gather(request, limits, limits.bodyBytes);
  if (bytes === undefined) throw tooLarge(limits.bodyBytes);
  return bytes;
}

/** @throws FaultError `invalid_request` for bytes that are no JSON object. */
export function parseJson(bytes: Buffer, maxDepth: number): JsonDocument {
  if (bytes.length === 0) throw badJson('it is empty');
  if (!isUtf8(bytes)) throw badJson('it is not UTF-8');
  try {
    return JsonDocument.parse(bytes, { maxDepth });
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw badJson(error.message);
    throw error;
  }
}

async function readForm(request: IncomingMessage, door: Door, limits: BodyLimits): Promise<RequestBody> {
  if (!isForm(door)) throw badContentType('application/json', 'multipart/form-data');
  const boundary = readBoundary(request.headers['content-type']!);
  const length = Number(request.headers['content-length'] ?? Infinity);
  if (length > FORM_IN_MEMORY_BYTES) return { kind: 'stream', source: uploadStream(request, limits, boundary) };
  const bytes = (await gather(request, limits, FORM_IN_MEMORY_BYTES))!;
  if (!beginsMultipart(bytes, boundary)) throw badForm('it does not begin with its boundary');
  if (!endsMultipart(bytes.subarray(-boundary.length - 64), boundary)) throw badForm('it does not end with its closing boundary');
  return { kind: 'bytes', bytes, model: readField(bytes, boundary, 'model') };
}

/** Reads to the end, into one buffer where the length is said. Undefined when there is more than `limit`. */
function gather(request: IncomingMessage, { idleMs }: BodyLimits, limit: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const said = Number(request.headers['content-length'] ?? 0);
    const whole = said > 65_536 && said <= Math.min(limit, TRUSTED_LENGTH_BYTES) ? Buffer.allocUnsafeSlow(said) : undefined;
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = idleMs > 0 ? setTimeout(() => reject(stalled(idleMs)), idleMs) : undefined;
    const settle = (bytes: Buffer | undefined) => {
      clearTimeout(timer);
      resolve(bytes);
    };
    request.on('data', (chunk: Buffer) => {
      timer?.refresh();
      if (whole && size + chunk.length <= whole.length) chunk.copy(whole, size);
      else chunks.push(chunk);
      size += chunk.length;
      if (size > limit) settle(undefined);
    });
    request.on('end', () => settle(whole ?? (chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))));
    request.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}
