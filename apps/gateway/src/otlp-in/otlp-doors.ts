import { FAULTS, FaultError, isFaultError, type Fault } from '@sluice/provider-sdk';
import { isStoreError } from '@sluice/store';
import type { LogEntry } from '@sluice/store/logs';
import { Router, type Request, type Response } from 'express';
import type { AdminMeans } from '../admin/means.ts';
import { mayAnywhere, type Principal } from '../admin/principal.ts';
import { entryOfTold } from '../admin/resources/logs/entry-of-told.ts';
import { placeToTell } from '../admin/resources/logs/routes.ts';
import { mayBeTold } from '../admin/resources/logs/told-time.ts';
import type { BodyLimits } from '../http/body-limits.ts';
import { parseJson } from '../http/read-body.ts';
import { callOfSpan } from './call-of-span.ts';
import { encodingOf, readExport, type OtlpEncoding } from './read-export.ts';
import { readInSlices } from './read-in-slices.ts';
import { readSpan, spansIn, type RawSpan } from './read-spans.ts';

export interface OtlpMeans {
  readonly means: AdminMeans;
  readonly identify: (request: Request) => Promise<Principal>;
  readonly limits: BodyLimits;
  readonly onBug: (error: unknown) => void;
}

/** Where exporters of OpenTelemetry send spans to, by what their base address is. */
export const OTLP_PATHS = ['/otel/v1/traces', '/logs/otel/v1/traces'] as const;

/** Records that are written at one go. */
const AT_ONCE = 500;

/** Takes spans by OTLP over HTTP. Those that tell of a call of a model become records; all others are taken and let go. */
export function otlpDoors(doors: OtlpMeans): Router {
  const router = Router({ caseSensitive: true });
  router.post([...OTLP_PATHS], (request, response) => void take(request, response, doors));
  return router;
}

async function take(request: Request, response: Response, { means, identify, limits, onBug }: OtlpMeans): Promise<void> {
  let encoding: OtlpEncoding = 'json';
  try {
    const principal = await identify(request);
    requireTeller(principal);
    const workspace = await placeToTell(principal, undefined, means);
    encoding = encodingOf(request);
    const { spans, decodeSpan } = await decode(await readExport(request, limits), { encoding, limits });
    const slugOf = (name: string) => means.findProvider(name)?.id;
    const time = { now: means.now(), logAgeMs: means.logAgeMs };
    const { entries, unreadable } = await readInSlices(spans, (raw) => {
      const span = readSpan({ ...raw, span: decodeSpan(raw.span) });
      if (!span || !mayBeTold(span.startMs, time)) return 'unreadable';
      const call = callOfSpan(span, slugOf);
      return call && entryOfTold(call, { workspace, principal }, means);
    });
    for (const some of inParts(entries)) await means.logs.append(some, true);
    await answer(response, encoding, unreadable);
  } catch (error) {
    const fault = faultOf(error);
    if (fault.kind === 'internal') onBug(error);
    await refuse(response, encoding, fault);
  }
}

function requireTeller(principal: Principal): void {
  if (mayAnywhere(principal, 'logs.write') || mayAnywhere(principal, 'completions.write')) return;
  throw new FaultError({
    kind: 'forbidden',
    message: `This needs the scope logs.write, which ${principal.name} has nowhere`,
    code: 'missing_scope',
  });
}

interface Decoded {
  readonly spans: readonly RawSpan[];
  /** @returns Undefined for what is none. */
  readonly decodeSpan: (span: unknown) => unknown;
}

async function decode(bytes: Buffer, { encoding, limits }: { encoding: OtlpEncoding; limits: BodyLimits }): Promise<Decoded> {
  if (encoding === 'json') {
    // It is looked at how deep it goes before it is built.
    parseJson(bytes, limits.jsonDepth);
    return { spans: spansIn(JSON.parse(bytes.toString())), decodeSpan: (span) => span };
  }
  const { decodeRequest, decodeSpan } = await import('./trace-messages.ts');
  let request: unknown;
  try {
    request = decodeRequest(bytes);
  } catch {
    throw new FaultError({ kind: 'invalid_request', message: `The body is no export of traces in ${encoding}`, code: 'invalid_value' });
  }
  return { spans: spansIn(request), decodeSpan: (span) => unlessBroken(() => decodeSpan(span as Uint8Array)) };
}

function unlessBroken(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined; // A broken span is told of in the reply; the others are kept.
  }
}

/** One that comes twice among them is told once: a batch is kept whole or not at all. */
function* inParts(entries: readonly LogEntry[]): Generator<readonly LogEntry[]> {
  const distinct = [...new Map(entries.map((entry) => [entry.id, entry])).values()];
  for (let start = 0; start < distinct.length; start += AT_ONCE) yield distinct.slice(start, start + AT_ONCE);
}

async function answer(response: Response, encoding: OtlpEncoding, unreadable: number): Promise<void> {
  const partialSuccess = {
    rejectedSpans: String(unreadable),
    errorMessage: 'Spans need a trace id, a span id and a time at which they began, no longer ago than records are kept',
  };
  const body = unreadable === 0 ? {} : { partialSuccess };
  if (encoding === 'json') return void response.status(200).json(body);
  const { encodeResponse } = await import('./trace-messages.ts');
  sendBytes(response, 200, encodeResponse(body));
}

/** gRPC's codes, as OTLP has them in its errors. */
const RPC_CODES: Readonly<Record<number, number>> = { 400: 3, 401: 16, 403: 7, 413: 3, 415: 3, 503: 14 };

async function refuse(response: Response, encoding: OtlpEncoding, fault: Fault): Promise<void> {
  if (response.headersSent) return void response.destroy();
  const { status } = FAULTS[fault.kind];
  if (fault.retryAfterMs !== undefined) response.set('retry-after', String(Math.ceil(fault.retryAfterMs / 1000)));
  const body = { code: RPC_CODES[status] ?? 2, message: fault.message };
  if (encoding === 'json') return void response.status(status).json(body);
  const { encodeStatus } = await import('./trace-messages.ts');
  sendBytes(response, status, encodeStatus(body));
}

const sendBytes = (response: Response, status: number, bytes: Uint8Array) =>
  void response.status(status).type('application/x-protobuf').send(Buffer.from(bytes));

function faultOf(error: unknown): Fault {
  if (isFaultError(error)) return error.fault;
  if (isStoreError(error, 'unavailable'))
    return { kind: 'overloaded', message: 'The database does not answer, so nothing was kept: send it again shortly', retryAfterMs: 2_000 };
  return { kind: 'internal', message: 'Something went wrong in Sluice itself; the log knows more' };
}
