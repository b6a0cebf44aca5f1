import type { Fault, Json, WireFailure } from '@sluice/provider-sdk';
import { isJson, jsonIn, textIn } from '@sluice/provider-sdk/chat';
import { readLooseFault } from '@sluice/provider-sdk/openai';

/**
 * Reads `{"error":{"code":429,"message":…,"metadata":{…}}}`. The number is the status; what really happened at the provider
 * behind is in `metadata.raw`. Source: openrouter.ai/docs, errors and limits, as of 2026-11; recorded errors, 2025 and 2026.
 */
export function readFault(failure: WireFailure, now = Date.now()): Fault {
  const error = isJson(failure.body) ? (jsonIn(failure.body['error']) ?? {}) : {};
  const metadata = jsonIn(error['metadata']) ?? {};
  const behind = behindIt(metadata);
  const fault = readLooseFault({ ...failure, body: { error: { ...error, message: joined(textIn(error['message']), behind) } } });
  const moderated = Array.isArray(metadata['reasons']) || metadata['flagged_input'] !== undefined;
  return {
    ...fault,
    ...(failure.status === 403 && moderated && { kind: 'content_refused' as const }),
    retryAfterMs: fault.retryAfterMs ?? (failure.status === 429 ? untilReset(failure.headers, metadata, now) : undefined),
  };
}

/** The words of the provider behind, which come as JSON in a text, or as text. */
function behindIt({ raw, provider_name: name }: Json): string | undefined {
  const text = textIn(raw);
  if (text === undefined || text === '') return undefined;
  let said: unknown = text;
  try {
    said = JSON.parse(text);
  } catch {
    // Plain words.
  }
  const { message } = readLooseFault({ status: 0, headers: {}, body: said });
  return typeof name === 'string' ? `${name}: ${message}` : message;
}

const joined = (message: string | undefined, behind: string | undefined) =>
  behind === undefined ? message : [message, behind].filter((each) => each !== undefined).join('; ');

/** The end of the window in milliseconds since 1970, in a header or, by the same name, in the body. */
function untilReset(headers: Readonly<Record<string, string>>, metadata: Json, now: number): number | undefined {
  const told = headers['x-ratelimit-reset'] ?? textIn(jsonIn(metadata['headers'])?.['X-RateLimit-Reset']);
  const at = told?.trim() ? Number(told) : NaN;
  return Number.isFinite(at) ? Math.max(0, at - now) : undefined;
}
