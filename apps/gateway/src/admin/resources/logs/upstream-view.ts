import type { Log } from '@sluice/contract';
import { headersIn, type LoggedBodies, type LogRecord } from '@sluice/store/logs';
import { readable } from './readable.ts';
import { tokensIn, tokensOut } from './tokens.ts';

type Upstream = Pick<Log, 'transformedRequest' | 'originalResponse'>;

/**
 * What was sent to the provider and what came of it, of the exchange that the caller was answered by. Null where nobody was asked,
 * and where nobody answered: our own words are no provider's.
 */
export function upstreamView(record: LogRecord, bodies: LoggedBodies | undefined): Upstream {
  const tried = record.tries.findLast(({ lost }) => lost !== true) ?? record.tries.at(-1);
  if (!tried) return { transformedRequest: null, originalResponse: null };
  const cut = bodies?.cut ?? [];
  const own = bodies?.upstreamRequest === undefined ? 'request' : 'upstreamRequest';
  // Who tells of a call tells of its answer, and not of when that came.
  const isTold = record.source === 'api' || record.source === 'otel';
  const hasAnswered = isTold || tried.firstByteMs !== undefined;
  return {
    transformedRequest: {
      url: tried.url ?? null,
      method: record.method,
      headers: isTold && bodies?.headers ? headersIn(bodies.headers.request) : null,
      body: readable(bodies?.[own], cut.includes(own)),
    },
    originalResponse: hasAnswered
      ? {
          status: tried.status,
          headers: isTold && bodies?.headers ? headersIn(bodies.headers.response) : null,
          body: withUsage(readable(bodies?.response, cut.includes('response')), record),
        }
      : null,
  };
}

/** Operations whose streams leave their counts out for callers that did not ask for them. */
const LEAVE_OUT: ReadonlySet<string | undefined> = new Set(['chat', 'completions']);

/** A stream as its provider told it: with the counts, though the caller may have got none. */
function withUsage(answer: unknown, { streamed, operation, used }: LogRecord): unknown {
  if (!streamed || !LEAVE_OUT.has(operation) || used === undefined || used.estimated) return answer;
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return answer;
  const told = answer as { readonly usage?: unknown };
  if (told.usage !== undefined && told.usage !== null) return answer;
  const [input, output] = [tokensIn(used), tokensOut(used)];
  return { ...told, usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output } };
}
