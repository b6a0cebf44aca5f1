import type { LogEntry, LoggedTry, Used } from './entry.ts';
import type { LogRecord } from './log-store.ts';
import type { KeptTry, LogDetail, LogDims, LogRequestsTable } from './schema.ts';
import { plainText, shortPath } from './plain-text.ts';
import { spanOfId } from './span-of-id.ts';

/** A record's row, without the ids of what stands elsewhere. */
export type RecordRow = Omit<LogRequestsTable, 'dims' | 'block' | 'slot'>;

/** What an entry has of its own. */
export function rowOf(entry: LogEntry, dims: Pick<LogDims, 'path'>): RecordRow {
  const { timings, used } = entry;
  const id = entry.id.toLowerCase();
  return {
    id,
    at: whole(entry.at),
    trace: entry.trace === entry.id ? null : plainText(entry.trace),
    span: entry.span === spanOfId(id) ? null : plainText(entry.span),
    ms: real(timings.total),
    parse_ms: maybe(timings.parse),
    plan_ms: maybe(timings.plan),
    connect_ms: maybe(timings.connect),
    first_byte_ms: maybe(timings.firstByte),
    first_token_ms: maybe(timings.firstToken),
    upstream_ms: real(timings.upstream),
    input_tokens: used === undefined ? null : inputTokens(used),
    output_tokens: used === undefined ? null : outputTokens(used),
    cost: entry.cost ?? null,
    saved: entry.saved ?? null,
    detail: detailOf(entry, dims),
  };
}

/** The record again. */
export function recordOf(row: RecordRow, dims: LogDims): LogRecord {
  const detail = row.detail === null ? {} : (JSON.parse(row.detail) as LogDetail);
  const said = (value: string) => (value === '' ? undefined : value);
  const used = detail.used ?? (row.input_tokens === null ? undefined : { input: row.input_tokens, output: row.output_tokens ?? 0 });
  const record = {
    id: row.id,
    at: row.at,
    source: dims.source as LogRecord['source'],
    workspace: dims.workspace === '' ? null : dims.workspace,
    apiKeyId: said(dims.api_key_id),
    apiKeyName: said(dims.api_key_name),
    trace: row.trace ?? row.id,
    span: row.span ?? spanOfId(row.id),
    parentSpan: detail.parentSpan,
    spanName: detail.spanName === undefined ? usualName(dims.method, detail.path ?? dims.path) : (detail.spanName ?? undefined),
    method: dims.method,
    path: detail.path ?? dims.path,
    operation: said(dims.operation),
    status: dims.status,
    fault: dims.fault === '' ? undefined : { kind: dims.fault, message: detail.message ?? '' },
    aborted: dims.aborted === 1,
    streamed: dims.streamed === 1,
    provider: said(dims.provider),
    model: said(dims.model),
    askedModel: detail.askedModel,
    virtualKey: said(dims.virtual_key),
    config: said(dims.config),
    configVersion: said(dims.config_version),
    prompt: said(dims.prompt),
    promptVersion: said(dims.prompt_version),
    experiment: said(dims.experiment),
    variant: said(dims.variant),
    target: said(dims.target),
    retries: dims.retries,
    rescued: dims.rescued === 1,
    cache: said(dims.cache) as LogRecord['cache'],
    timings: {
      total: row.ms,
      parse: row.parse_ms ?? undefined,
      plan: row.plan_ms ?? undefined,
      connect: row.connect_ms ?? undefined,
      firstByte: row.first_byte_ms ?? undefined,
      firstToken: row.first_token_ms ?? undefined,
      upstream: row.upstream_ms,
    },
    used,
    cost: row.cost ?? undefined,
    saved: row.saved ?? undefined,
    metadata: detail.metadata ?? {},
    steps: detail.steps ?? [],
    client: detail.client ?? {},
  };
  return { ...record, tries: (detail.tries ?? []).map((kept) => triedAgain(kept, record)) };
}

/** All that went in. */
export const inputTokens = ({ input, cachedInput = 0, cacheWrite = 0, cacheWrite1h = 0, audioInput = 0 }: Used): number =>
  whole(input + cachedInput + cacheWrite + cacheWrite1h + audioInput);

/** All that came out. */
export const outputTokens = ({ output, reasoning = 0, audioOutput = 0, imageOutput = 0 }: Used): number =>
  whole(output + reasoning + audioOutput + imageOutput);

/** What an entry has in common with others. */
export function dimsOf(entry: LogEntry): LogDims {
  const said = (value: string | null | undefined) => (value === undefined || value === null ? '' : plainText(value));
  return {
    source: entry.source,
    workspace: said(entry.workspace),
    api_key_id: said(entry.apiKeyId),
    api_key_name: said(entry.apiKeyName),
    method: said(entry.method),
    path: shortPath(plainText(entry.path)),
    operation: said(entry.operation),
    status: whole(entry.status),
    fault: said(entry.fault?.kind),
    aborted: entry.aborted ? 1 : 0,
    streamed: entry.streamed ? 1 : 0,
    provider: said(entry.provider),
    model: said(entry.model),
    virtual_key: said(entry.virtualKey),
    config: said(entry.config),
    config_version: said(entry.configVersion),
    prompt: said(entry.prompt),
    prompt_version: said(entry.promptVersion),
    experiment: said(entry.experiment),
    variant: said(entry.variant),
    target: said(entry.target),
    retries: whole(entry.retries),
    rescued: entry.rescued ? 1 : 0,
    cache: entry.cache ?? '',
  };
}

/** A detail while it is put together: to spread an object that is made for every record costs more than all else about it. */
type Writable<T> = { -readonly [Member in keyof T]: T[Member] };

/** The text of what has no column; null where that is nothing. */
export function detailOf(entry: LogRecord, dims: Pick<LogDims, 'path'>): string | null {
  const { askedModel, parentSpan, spanName, fault, used, metadata, tries, steps, client } = entry;
  const detail: Writable<LogDetail> = {};
  if (entry.path !== dims.path) detail.path = entry.path;
  if (askedModel !== undefined) detail.askedModel = askedModel;
  if (parentSpan !== undefined) detail.parentSpan = parentSpan;
  if (spanName !== usualName(entry.method, entry.path)) detail.spanName = spanName ?? null;
  if (fault !== undefined && fault.message !== '') detail.message = fault.message;
  if (used !== undefined && !isPlain(used)) detail.used = used;
  if (!isEmpty(metadata)) detail.metadata = metadata;
  if (tries.length > 0) detail.tries = tries.map((tried) => keptTry(tried, entry));
  if (steps.length > 0) detail.steps = steps;
  if (!isEmpty(client)) detail.client = client;
  return isEmpty(detail) ? null : JSON.stringify(detail);
}

/** How a span is called that nobody gave a name. */
const usualName = (method: string, path: string) => `${method} ${path}`;

/** What a try mostly has in common with its record. */
const COMMON = ['target', 'provider', 'model', 'virtualKey', 'status', 'cost'] as const;

type Whose = Pick<LogRecord, (typeof COMMON)[number] | 'used'>;

function keptTry(tried: LoggedTry, record: Whose): KeptTry {
  const kept: Writable<KeptTry> = { spanId: tried.spanId, ms: real(tried.ms) };
  if (tried.why !== 'first') kept.why = tried.why;
  if (tried.url !== undefined) kept.url = tried.url;
  if (tried.startedMs !== undefined) kept.startedMs = real(tried.startedMs);
  if (tried.connectMs !== undefined) kept.connectMs = real(tried.connectMs);
  if (tried.firstByteMs !== undefined) kept.firstByteMs = real(tried.firstByteMs);
  if (tried.firstTokenMs !== undefined) kept.firstTokenMs = real(tried.firstTokenMs);
  if (tried.fault !== undefined) kept.fault = tried.fault;
  if (tried.lost !== undefined) kept.lost = tried.lost;
  if (tried.target !== record.target) kept.target = tried.target;
  if (tried.provider !== record.provider) kept.provider = tried.provider;
  if (tried.model !== record.model) kept.model = tried.model ?? null;
  if (tried.virtualKey !== record.virtualKey) kept.virtualKey = tried.virtualKey ?? null;
  if (tried.status !== record.status) kept.status = tried.status;
  if (tried.cost !== record.cost) kept.cost = tried.cost ?? null;
  if (!isSame(tried.used, record.used)) kept.used = tried.used ?? null;
  return kept;
}

function triedAgain(kept: KeptTry, record: Whose): LoggedTry {
  const again: Record<string, unknown> = {
    why: 'first',
    connectMs: undefined,
    firstByteMs: undefined,
    firstTokenMs: undefined,
    fault: undefined,
    ...kept,
  };
  for (const name of [...COMMON, 'used'] as const) again[name] = kept[name] === undefined ? record[name] : (kept[name] ?? undefined);
  return again as unknown as LoggedTry;
}

function isEmpty(thing: object): boolean {
  for (const name in thing) if (Object.hasOwn(thing, name)) return false;
  return true;
}

/** Whether the two columns say all of it. */
function isPlain(used: Used): boolean {
  for (const name in used) if (name !== 'input' && name !== 'output') return false;
  return Number.isSafeInteger(used.input) && Number.isSafeInteger(used.output);
}

const isSame = (one: Used | undefined, other: Used | undefined) => one === other || JSON.stringify(one) === JSON.stringify(other);

const isNumber = (value: number | undefined): value is number => value !== undefined && Number.isFinite(value);
/** A thousandth of a millisecond is more than any clock here knows. */
const real = (value: number) => (isNumber(value) ? Math.round(value * 1_000) / 1_000 : 0);
const maybe = (value: number | undefined) => (isNumber(value) ? real(value) : null);
const whole = (value: number) =>
  isNumber(value) ? Math.min(Number.MAX_SAFE_INTEGER, Math.max(Number.MIN_SAFE_INTEGER, Math.round(value))) : 0;
