import Joi from 'joi';
import { inspectedText } from '../inspected-text.ts';
import { isRecord, type GuardTools, type JsonRecord, type Subject } from '../subject.ts';
import { REQUEST_TYPES } from './request-types.ts';

/** A service that the config's author runs. */
export interface Service {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** The parameter that names a service. */
export const SERVICE_URL = Joi.string().uri({ scheme: ['http', 'https'] });

/** The parameter that gives a service's headers, as an object or as its JSON. */
export const SERVICE_HEADERS = Joi.any()
  .default({})
  .custom((given: unknown): Readonly<Record<string, string>> => {
    const headers = typeof given === 'string' ? readJson(given === '' ? '{}' : given) : given;
    if (isRecord(headers) && Object.values(headers).every((value) => typeof value === 'string')) return headers as Record<string, string>;
    throw new Error('headers are an object of names and strings, or the JSON of one');
  });

/** What a service is told, about either phase. */
export function contextBody(subject: Subject): JsonRecord {
  const { phase, operation, provider, request, response, metadata } = subject;
  const before = phase === 'before';
  return {
    request: { json: request, text: inspectedText({ ...subject, phase: 'before' }), isStreamingRequest: request['stream'] === true },
    response: before
      ? { json: {}, text: '', statusCode: null }
      : // Hooks after the request run only on what went well.
        { json: response ?? {}, text: inspectedText(subject), statusCode: 200 },
    provider,
    requestType: REQUEST_TYPES[operation],
    metadata,
    eventType: before ? 'beforeRequestHook' : 'afterRequestHook',
  };
}

/**
 * Posts to a service.
 *
 * @throws Error that names neither address nor headers: they hold secrets, and the caller may not be who wrote the config.
 */
export async function post(tools: GuardTools, { url, headers, timeoutMs }: Service, body: JsonRecord): Promise<string> {
  const answer = await tools
    .send({ method: 'POST', url, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body), timeoutMs })
    .catch(() => {
      throw new Error(`the service could not be reached within ${timeoutMs} ms`);
    });
  if (answer.status < 200 || answer.status > 299) throw new Error(`the service answered with status ${answer.status}`);
  return answer.body;
}

/** The value of a JSON text; undefined if it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller says what it expected.
    return undefined;
  }
}
