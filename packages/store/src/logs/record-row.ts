import type { LogEntry, LoggedTry, Used } from './entry.ts';
import type { LogRecord } from './log-store.ts';
import type { KeptTry, LogDetail, LogDims, LogRequestsTable } from './schema.ts';
import { plainText, shortPath } from './plain-text.ts';

/** A record's row, without the ids of what stands elsewhere. */
export type RecordRow = Omit<LogRequestsTable, 'dims' | 'block' | 'slot'>;

/** What of an entry goes where. */
export function rowOf(entry: LogEntry): { readonly dims: LogDims; readonly row: RecordRow } {
  const dims = dimsOf(entry);
  const { timings, used } = entry;
  const row = {
    id: entry.id.toLowerCase(),
    at: whole(entry.at),
    trace: entry.trace === entry.id ? null : plainText(entry.trace),
    span: plainText(entry.span),
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
  return { dims, row };
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
    span: row.span,
    parentSpan: detail.parentSpan,
    spanName: detail.spanName,
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
    headers: detail.headers,
  };
  return { ...record, tries: (detail.tries ?? []).map((kept) => triedAgain(kept, record)) };
}

/** All that went in. */
export const inputTokens = ({ input, cachedInput = 0, cacheWrite = 0, cacheWrite1h = 0, audioInput = 0 }: Used): number =>
  whole(input + cachedInput + cacheWrite + cacheWrite1h + audioInput);

/** All that came out. */
export const outputTokens = ({ output, reasoning = 0, audioOutput = 0, imageOutput = 0 }: Used): number =>
  whole(output + reasoning + audioOutput + imageOutput);

function dimsOf(entry: LogEntry): LogDims {
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

/** The text of what has no column; null where that is nothing. */
export function detailOf(entry: LogRecord, dims: LogDims): string | null {
  const { parentSpan, spanName, askedModel, headers } = entry;
  const detail: LogDetail = {
    ...(entry.path === dims.path ? {} : { path: entry.path }),
    ...(askedModel === undefined ? {} : { askedModel }),
    ...(parentSpan === undefined ? {} : { parentSpan }),
    ...(spanName === undefined ? {} : { spanName }),
    ...(entry.fault === undefined || entry.fault.message === '' ? {} : { message: entry.fault.message }),
    ...(entry.used === undefined || isPlain(entry.used) ? {} : { used: entry.used }),
    ...(isEmpty(entry.metadata) ? {} : { metadata: entry.metadata }),
    ...(entry.tries.length === 0 ? {} : { tries: entry.tries.map((tried) => keptTry(tried, entry)) }),
    ...(entry.steps.length === 0 ? {} : { steps: entry.steps }),
    ...(isEmpty(entry.client) ? {} : { client: entry.client }),
    ...(headers === undefined ? {} : { headers }),
  };
  return isEmpty(detail) ? null : JSON.stringify(detail);
}

/** What a try mostly has in common with its record. */
const COMMON = ['target', 'provider', 'model', 'virtualKey', 'status', 'cost'] as const;

function keptTry(tried: LoggedTry, record: Pick<LogRecord, (typeof COMMON)[number] | 'used'>): KeptTry {
  const kept: Record<string, unknown> = { ...tried };
  for (const name of COMMON) {
    if (tried[name] === record[name]) delete kept[name];
    else kept[name] = tried[name] ?? null;
  }
  if (isSame(tried.used, record.used)) delete kept['used'];
  else kept['used'] = tried.used ?? null;
  for (const name of ['startedMs', 'connectMs', 'firstByteMs', 'firstTokenMs', 'ms'] as const)
    if (tried[name] !== undefined) kept[name] = real(tried[name]);
  return kept as unknown as KeptTry;
}

function triedAgain(kept: KeptTry, record: Pick<LogRecord, (typeof COMMON)[number] | 'used'>): LoggedTry {
  const again: Record<string, unknown> = {
    connectMs: undefined,
    firstByteMs: undefined,
    firstTokenMs: undefined,
    fault: undefined,
    ...kept,
  };
  for (const name of [...COMMON, 'used'] as const) again[name] = kept[name] === undefined ? record[name] : (kept[name] ?? undefined);
  return again as unknown as LoggedTry;
}

const isEmpty = (thing: object) => Object.keys(thing).length === 0;
/** Whether the two columns say all of it. */
const isPlain = (used: Used) => Object.keys(used).length === 2 && Number.isSafeInteger(used.input) && Number.isSafeInteger(used.output);
const isSame = (one: Used | undefined, other: Used | undefined) => one === other || JSON.stringify(one) === JSON.stringify(other);

const isNumber = (value: number | undefined): value is number => value !== undefined && Number.isFinite(value);
/** A thousandth of a millisecond is more than any clock here knows. */
const real = (value: number) => (isNumber(value) ? Math.round(value * 1_000) / 1_000 : 0);
const maybe = (value: number | undefined) => (isNumber(value) ? real(value) : null);
const whole = (value: number) =>
  isNumber(value) ? Math.min(Number.MAX_SAFE_INTEGER, Math.max(Number.MIN_SAFE_INTEGER, Math.round(value))) : 0;
