import { isFailureText, textOfPage } from './failure-text.ts';
import { readOpenAIFault } from './fault.ts';
import type { Fault, FaultKind } from '../fault.ts';
import type { WireFailure } from '../wire.ts';

/** What was found of an error, in OpenAI's words. */
interface Told {
  readonly message?: string | undefined;
  readonly type?: string | undefined;
  readonly code?: string | undefined;
  readonly param?: string | undefined;
}

/**
 * Words that many who speak OpenAI's dialect share and OpenAI does not use. In lower case.
 * Source: recorded errors of Fireworks, Perplexity and llama.cpp, 2025 and 2026; vLLM's and Moonshot's error lists, 2026.
 */
const SHARED_WORDS: Readonly<Record<string, FaultKind>> = {
  exceed_context_size_error: 'context_too_long',
  too_many_prompt_tokens: 'context_too_long',
  engine_overloaded_error: 'overloaded',
  exceeded_current_quota_error: 'quota_exhausted',
  rate_limit_reached_error: 'rate_limited',
};

/** How servers built on the same few engines say that a prompt is too long; they have no code for it. */
const TOO_LONG =
  /maximum context length|context length exceeded|exceeds? the (?:maximum )?context|total length of all messages is too long/i;

const NO_MODEL = /\bmodel\b.*(?:not found|does not exist|not supported)|no endpoints found/i;

const RETRY_AFTER = /retry after (\d+(?:\.\d+)?) seconds?/i;

/** Statuses that may mean a bad request of any kind. */
const OPEN: ReadonlySet<number> = new Set([400, 404, 413, 422]);

/** Reads the failures of a provider that mostly, but not always, fails in OpenAI's words. */
export const readLooseFault = (failure: WireFailure): Fault => looseFault(failure);

/** The same for a provider with words of its own, in lower case; they are looked for in the error's code and type. */
export const looseFaultReader =
  (words: Readonly<Record<string, FaultKind>>) =>
  (failure: WireFailure): Fault =>
    looseFault(failure, words);

function looseFault(failure: WireFailure, words: Readonly<Record<string, FaultKind>> = {}): Fault {
  const told = read(failure.body) ?? {};
  const plain = typeof failure.body === 'string' ? textOfPage(failure.body) : undefined;
  const fault = readOpenAIFault({ ...failure, body: { error: { ...told, message: told.message ?? plain } } });
  const message = fault.message;
  const asked = RETRY_AFTER.exec(message)?.[1];
  return {
    ...fault,
    kind: wordOf(told, { ...SHARED_WORDS, ...words }) ?? kindIn(message, failure.status) ?? fault.kind,
    type: told.type,
    retryAfterMs: fault.retryAfterMs ?? (asked === undefined ? undefined : Number(asked) * 1000),
  };
}

function wordOf({ code, type }: Told, words: Readonly<Record<string, FaultKind>>): FaultKind | undefined {
  for (const word of [code?.toLowerCase(), type?.toLowerCase()]) if (word !== undefined && Object.hasOwn(words, word)) return words[word];
  return undefined;
}

function kindIn(message: string, status: number): FaultKind | undefined {
  if (!OPEN.has(status)) return undefined;
  if (status !== 404 && TOO_LONG.test(message)) return 'context_too_long';
  return status === 404 && NO_MODEL.test(message) ? 'model_not_found' : undefined;
}

type Loose = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Finds the error in any of the shapes that are met: `{"error":{…}}`, `{"error":"…"}`, `{"message":…}`, `{"detail":…}`,
 * `{"errors":[…]}`, `{"title":…}`, and a list of one of these.
 */
function read(body: unknown): Told | undefined {
  if (Array.isArray(body)) return read((body as readonly unknown[])[0]);
  if (!isObject(body)) return undefined;
  const around = { type: text(body['type']), code: word(body['code']), param: text(body['param']) };
  for (const found of [body['error'], body['message'], body['detail'], first(body['errors']), body['reason'], body['title']]) {
    if (isFailureText(found)) return { ...around, message: found };
    if (Array.isArray(found)) return { ...around, ...ofDetails(found as readonly unknown[]) };
    if (isObject(found)) return ofObject(found, around);
  }
  return around.code === undefined && around.type === undefined ? undefined : around;
}

function ofObject(error: Loose, around: Told): Told {
  const inner = isObject(error['error']) ? ofObject(error['error'], {}) : undefined;
  const message = [error['message'], error['error'], error['msg'], error['detail']].find(isFailureText);
  return {
    message: message ?? inner?.message,
    type: text(error['type']) ?? inner?.type ?? around.type,
    code: word(error['code']) ?? inner?.code ?? around.code,
    param: text(error['param']) ?? inner?.param ?? around.param,
  };
}

/** A list of what is wrong with a request: `[{"loc":["body","model"],"msg":"field required","type":"missing"}]`. */
function ofDetails(details: readonly unknown[]): Told {
  const [detail] = details;
  if (isFailureText(detail)) return { message: detail };
  if (!isObject(detail)) return {};
  const place = Array.isArray(detail['loc'])
    ? (detail['loc'] as readonly unknown[]).filter((step) => step !== 'body').join('.')
    : undefined;
  const message = [detail['msg'], detail['message']].find(isFailureText);
  return { message: place && message ? `${place}: ${message}` : message, type: text(detail['type']), param: place };
}

const first = (value: unknown) => (Array.isArray(value) ? (value as readonly unknown[])[0] : undefined);
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
/** Some number their errors. */
const word = (value: unknown) => (typeof value === 'number' ? String(value) : text(value));
