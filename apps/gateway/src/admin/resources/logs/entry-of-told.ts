import { spanOfId } from '@sluice/store';
import type { LogEntry, LoggedBodies, LoggedHeaders } from '@sluice/store/logs';
import { doorFor } from '../../../http/doors.ts';
import { bodyText } from '../../../log/body-text.ts';
import { plainAddress } from '../../../log/plain-address.ts';
import { cleanerFor } from '../../../log/cleaner.ts';
import type { Principal } from '../../principal.ts';
import { recordId } from './record-id.ts';
import type { PriceTold } from './price-told.ts';
import type { ToldCall } from './told-call.ts';

export interface ToldMeans {
  readonly priceTold: PriceTold;
  /** Bytes of each body that are kept; 0: none are. */
  readonly logBodyBytes: number;
}

/** Whose a record is. */
export interface Teller {
  readonly workspace: string | null;
  readonly principal: Principal;
}

/** A record of a call that somebody tells of: as those of the gateway's own, secrets taken out and bodies cut. */
export function entryOfTold(told: ToldCall, { workspace, principal }: Teller, { priceTold, logBodyBytes }: ToldMeans): LogEntry {
  const id = recordId(told.at, told.identity === undefined ? undefined : `${workspace ?? ''}/${told.identity}`);
  const path = clean(pathOf(told.url));
  const url = plainAddress(told.url);
  const method = clean(told.method).toUpperCase();
  const operation = told.operation ?? operationAt(method, path);
  const keepsBodies = logBodyBytes > 0 && principal.key?.logBodies !== false;
  const request = textOf(told.request, logBodyBytes);
  const response = textOf(told.response, logBodyBytes);
  const { used, cost } = priceTold({ ...told, path, operation });
  const span = clean(told.span) ?? spanOfId(id);
  const provider = clean(told.provider);
  const [answered, asked] = [clean(told.model), clean(told.askedModel)];
  const fault = told.fault && { kind: clean(told.fault.kind), message: clean(told.fault.message) };
  return {
    id,
    at: told.at,
    source: told.source,
    workspace,
    apiKeyId: principal.key?.id,
    apiKeyName: principal.key?.name,
    trace: clean(told.trace) ?? id,
    span,
    parentSpan: clean(told.parentSpan),
    spanName: clean(told.spanName),
    method,
    path,
    operation,
    status: told.status,
    fault,
    aborted: false,
    streamed: told.streamed,
    provider,
    model: answered ?? asked,
    askedModel: told.model === told.askedModel ? undefined : asked,
    virtualKey: undefined,
    config: undefined,
    configVersion: undefined,
    prompt: undefined,
    promptVersion: undefined,
    experiment: undefined,
    variant: undefined,
    target: undefined,
    retries: 0,
    rescued: false,
    cache: undefined,
    timings: {
      total: told.ms,
      parse: undefined,
      plan: undefined,
      connect: undefined,
      firstByte: undefined,
      firstToken: told.firstTokenMs,
      upstream: told.ms,
    },
    used,
    cost,
    saved: undefined,
    metadata: metadataOf(told.metadata),
    tries: [
      {
        target: 'config',
        provider: provider ?? '',
        model: answered ?? asked,
        virtualKey: undefined,
        why: 'first',
        spanId: span,
        ...(url !== undefined && { url: clean(url) }),
        startedMs: 0,
        connectMs: undefined,
        firstByteMs: undefined,
        firstTokenMs: told.firstTokenMs,
        ms: told.ms,
        status: told.status,
        fault: fault?.kind,
        used,
        cost,
      },
    ],
    steps: [],
    client: {},
    bodies: bodiesOf({ ...(keepsBodies && { request, response }), headers: told.headers }),
  };
}

/** Nobody puts a key into a text like this on purpose. */
const { text: clean, record: cleanAll } = cleanerFor([]);

/** Characters of a value that are kept. Wire spec §17.1. */
const LONGEST_VALUE = 128;

/** Cut behind the cleaning: half a key is found by nobody. */
const metadataOf = (told: ToldCall['metadata']) =>
  Object.fromEntries(Object.entries(cleanAll(told)).map(([name, value]) => [name, short(value)]));

const short = (value: string) => value.slice(0, LONGEST_VALUE).replace(/[\uD800-\uDBFF]$/, '');

/** Of an address, what is below its host; without a query, which may hold a credential. */
function pathOf(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : url.split(/[?#]/)[0]!;
  return path.startsWith('/') ? path : `/${path}`;
}

/** What an address of OpenAI's is for, wherever it stands. */
function operationAt(method: string, path: string): string | undefined {
  const below = /\/v\d+\w*(\/.+)$/.exec(path)?.[1] ?? path;
  const door = doorFor(method.toUpperCase(), below);
  return door.kind === 'operation' ? door.operation : undefined;
}

interface Text {
  readonly text: string;
  readonly cut: boolean;
}

function textOf(body: unknown, limit: number): Text | undefined {
  if (body === undefined || body === null || limit === 0) return undefined;
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return bodyText(
    { contentType: undefined, length: bytes.length, chunks: [bytes], kept: bytes.length },
    { limit, secrets: [], dialect: undefined },
  );
}

interface Said {
  readonly request?: Text | undefined;
  readonly response?: Text | undefined;
  readonly headers: LoggedHeaders | undefined;
}

function bodiesOf({ request, response, headers }: Said): LoggedBodies | undefined {
  if (!request && !response && !headers) return undefined;
  const cut = [...(request?.cut ? (['request'] as const) : []), ...(response?.cut ? (['response'] as const) : [])];
  return { request: request?.text, response: response?.text, ...(headers && { headers }), ...(cut.length > 0 && { cut }) };
}
