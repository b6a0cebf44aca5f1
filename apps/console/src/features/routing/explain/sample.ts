import type { Log } from '@sluice/contract';

/** A request to try a config with, as somebody writes it. */
export interface Sample {
  readonly path: string;
  readonly model: string;
  readonly message: string;
  /** JSON: an object of names and texts; empty for none. */
  readonly metadata: string;
  /** A line each: `name: value`. */
  readonly headers: string;
  /** The whole body as JSON, in place of model and message; undefined while those are meant. */
  readonly body: string | undefined;
}

export const FIRST_SAMPLE: Sample = {
  path: '/v1/chat/completions',
  model: '',
  message: 'Hello',
  metadata: '',
  headers: '',
  body: undefined,
};

/** What is asked of `POST /v1/route/explain` besides the config. */
export interface Question {
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is wrong with a sample, by field. */
export type SampleFaults = { readonly [Field in 'path' | 'metadata' | 'headers' | 'body']?: string };

/** Reads a sample, or says what is wrong with it. */
export function questionOf(sample: Sample): { readonly question: Question; readonly faults: SampleFaults } {
  const { path } = sample;
  const body = sample.body === undefined ? bodyFrom(sample) : membersOf(sample.body);
  const metadata = membersOf(sample.metadata);
  const headers = headersOf(sample.headers);
  return {
    question: {
      path,
      ...(body && { body }),
      ...(metadata && { metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, asText(value)])) }),
      ...(headers && Object.keys(headers).length > 0 && { headers }),
    },
    faults: {
      ...(!path.startsWith('/v1/') && { path: 'An address of the gateway: it begins with /v1/' }),
      ...(metadata === null && { metadata: 'An object as JSON: {"plan": "paid"}' }),
      ...(body === null && { body: 'An object as JSON' }),
      ...(headers === null && { headers: 'Each line is a name, a colon and a value' }),
    },
  };
}

/** A chat with one message; for other addresses their own word for the same. */
function bodyFrom({ path, model, message }: Sample): Readonly<Record<string, unknown>> {
  const named = model === '' ? {} : { model };
  if (path.endsWith('/chat/completions') || path.endsWith('/messages')) return { ...named, messages: [{ role: 'user', content: message }] };
  return path.endsWith('/completions') || path.endsWith('/generations') ? { ...named, prompt: message } : { ...named, input: message };
}

/** Undefined for nothing, null for what is no object. */
function membersOf(text: string): Readonly<Record<string, unknown>> | undefined | null {
  if (text.trim() === '') return undefined;
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

function headersOf(text: string): Readonly<Record<string, string>> | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.some((line) => line.indexOf(':') < 1)) return null;
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim()]));
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** The sample that a record of the log is; undefined where what was asked is not kept, or only a part of it. */
export function sampleOfLog({ request, metadata }: Pick<Log, 'request' | 'metadata'>): Sample | undefined {
  const { body } = request;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  return {
    path: request.url.split('?')[0]!,
    model: '',
    message: '',
    metadata: Object.keys(metadata).length === 0 ? '' : JSON.stringify(metadata),
    headers: Object.entries(request.headers)
      .filter(([name, value]) => !OF_THE_CALL.test(name) && !HIDDEN.test(value))
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
    body: JSON.stringify(body, null, 2),
  };
}

/** Headers that say who called and how, which is another matter for who asks here. What is left conditions may look at. */
const OF_THE_CALL =
  /^(x-portkey-|x-sluice-|x-forwarded-|accept|sec-|content-|(authorization|cookie|host|connection|user-agent|origin|referer|x-api-key|api-key|transfer-encoding|keep-alive|te|traceparent|tracestate)$)/i;

/** What the log shows in place of a secret. */
const HIDDEN = /redacted|…|\*\*\*/i;
