import { allSecrets, namesTooMany } from './all-secrets.ts';
import { cleanerFor } from './cleaner.ts';
import { redact } from './redact.ts';
import type { RequestRecord } from './request-record.ts';

interface Counts {
  readonly prompt_tokens?: unknown;
  readonly input_tokens?: unknown;
  readonly completion_tokens?: unknown;
  readonly output_tokens?: unknown;
}

/** Characters of a fault's message that are logged: some providers quote whole requests. */
const LONGEST_MESSAGE = 1000;

const rounded = (ms: number | undefined) => (ms === undefined ? undefined : Math.round(ms * 100) / 100);

/** One request as it is logged: what came from outside with every secret taken out. */
export function requestFields(record: RequestRecord): Record<string, unknown> {
  const { usage, fault } = record;
  const secrets = allSecrets(record);
  const counts = (usage ?? {}) as Counts;
  const { text: clean, record: cleanRecord } = cleanerFor(secrets);
  return {
    level: record.status >= 500 ? 'error' : record.status >= 400 || fault ? 'warn' : 'info',
    time: new Date(record.at).toISOString(),
    event: 'request',
    id: record.id,
    // An id of our own is no secret of anybody's.
    trace: record.trace === record.id ? record.id : clean(record.trace),
    method: record.method,
    path: clean(record.path),
    status: record.status,
    ms: rounded(record.ms),
    first_byte_ms: rounded(record.firstByteMs),
    key: record.key?.name,
    provider: record.provider,
    model: clean(record.model),
    target: record.target === 'config' ? undefined : record.target,
    retries: record.retries || undefined,
    cache: record.cache === 'DISABLED' ? undefined : record.cache,
    variant: clean(record.variant),
    attempts: attemptsOf(record, secrets),
    stream: record.streamed || undefined,
    aborted: record.aborted || undefined,
    prompt_id: record.prompt?.id,
    prompt_slug: record.prompt?.slug,
    prompt_version_id: record.prompt?.versionId,
    bytes_up: record.bytes?.up,
    bytes_down: record.bytes?.down,
    prompt_tokens: counts.prompt_tokens ?? counts.input_tokens,
    completion_tokens: counts.completion_tokens ?? counts.output_tokens,
    fault: fault?.kind,
    message: namesTooMany(record) ? undefined : clean(fault?.message)?.slice(0, LONGEST_MESSAGE),
    metadata: record.metadata && cleanRecord(record.metadata),
  };
}

/** The targets that were asked and those that were passed over, where that is more than the line says anyway. Models are named by callers, who may put anything there. */
function attemptsOf({ steps }: RequestRecord, secrets: readonly string[]): unknown {
  const attempts = steps?.filter(({ kind }) => kind !== 'chosen') ?? [];
  return attempts.length < 2 ? undefined : JSON.parse(redact(JSON.stringify(attempts), secrets));
}

/** For a person at a terminal. */
export function prettyRequest(fields: Record<string, unknown>): string {
  const { time, method, path, status, ms, provider, model, fault, message, key } = fields as Record<string, string | number | undefined>;
  const where = provider === undefined ? '' : ` → ${provider}${model === undefined ? '' : `/${model}`}`;
  const why = fault === undefined ? '' : ` ${fault}: ${message}`;
  return `${String(time).slice(11, 23)} ${status} ${method} ${path}${where} ${ms} ms${key === undefined ? '' : ` (${key})`}${why}`;
}
