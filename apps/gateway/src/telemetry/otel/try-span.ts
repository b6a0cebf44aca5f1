import type { LogEntry, LoggedTry, Used } from '@sluice/store/logs';
import type { AnswerFacts } from './answer-facts.ts';
import { operationName, spanName } from './operation.ts';
import type { Attributes, Span } from './span.ts';
import { spanIdOf } from './trace-ids.ts';

export interface TrySpanMeans {
  readonly entry: LogEntry;
  readonly traceId: string;
  /** What the conventions call a provider. */
  readonly providerName: (slug: string) => string;
  /** Of the try that the caller was answered by. */
  readonly facts: AnswerFacts;
}

/** One exchange with a provider. */
export function trySpan(tried: LoggedTry, { entry, traceId, providerName, facts }: TrySpanMeans): Span {
  const startMs = entry.at + tried.startedMs;
  const failed = !tried.lost && (tried.fault !== undefined || tried.status >= 400);
  const failure = tried.fault ?? String(tried.status);
  return {
    traceId,
    spanId: spanIdOf(tried.spanId),
    parent: { spanId: spanIdOf(entry.span), isRemote: false },
    name: spanName({ ...entry, model: tried.model }),
    kind: 'client',
    startMs,
    endMs: startMs + tried.ms,
    error: failed ? failure : undefined,
    attributes: {
      'gen_ai.operation.name': operationName(entry.operation),
      'gen_ai.provider.name': providerName(tried.provider),
      'gen_ai.request.model': tried.model,
      'gen_ai.request.stream': entry.streamed || undefined,
      'gen_ai.response.id': facts.id,
      'gen_ai.response.model': facts.model,
      'gen_ai.response.finish_reasons': facts.finishReasons,
      'gen_ai.response.time_to_first_chunk': tried.firstTokenMs === undefined ? undefined : tried.firstTokenMs / 1000,
      ...serverAttributes(tried.url),
      'http.request.method': entry.method,
      'http.response.status_code': tried.status || undefined,
      'error.type': failed ? failure : undefined,
      ...(tried.used && usageAttributes(tried.used)),
      'sluice.provider': tried.provider,
      'sluice.target': tried.target,
      'sluice.why': tried.why,
      'sluice.virtual_key': tried.virtualKey,
      'sluice.lost': tried.lost,
      'sluice.connect_ms': tried.connectMs,
      'sluice.first_byte_ms': tried.firstByteMs,
      'sluice.cost_usd': tried.cost,
    },
  };
}

const PORTS: Readonly<Record<string, number>> = { 'https:': 443, 'wss:': 443, 'http:': 80, 'ws:': 80 };

/** Whom it was sent to. */
function serverAttributes(url: string | undefined): Attributes {
  // What was taken out of an address may leave none.
  if (url === undefined || !URL.canParse(url)) return {};
  const { hostname, port, protocol } = new URL(url);
  return { 'server.address': hostname, 'server.port': port === '' ? PORTS[protocol] : Number(port) };
}

/** The conventions count cached tokens within those that went in, and reasoning within those that came out; `Used` has each once. */
function usageAttributes(used: Used): Attributes {
  const { cachedInput, cacheWrite = 0, cacheWrite1h = 0, audioInput, reasoning, audioOutput, imageOutput } = used;
  return {
    'gen_ai.usage.input_tokens': sumOf(used.input, cachedInput, cacheWrite, cacheWrite1h, audioInput),
    'gen_ai.usage.output_tokens': sumOf(used.output, reasoning, audioOutput, imageOutput),
    'gen_ai.usage.cache_read.input_tokens': cachedInput,
    'gen_ai.usage.cache_creation.input_tokens': cacheWrite + cacheWrite1h || undefined,
    'gen_ai.usage.reasoning.output_tokens': reasoning,
    'gen_ai.usage.audio.input_tokens': audioInput,
    'gen_ai.usage.audio.output_tokens': audioOutput,
    'sluice.usage.estimated': used.estimated,
  };
}

const sumOf = (...counts: readonly (number | undefined)[]) => counts.reduce<number>((sum, count = 0) => sum + count, 0);
