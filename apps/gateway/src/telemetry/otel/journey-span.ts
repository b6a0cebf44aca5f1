import type { LogEntry } from '@sluice/store/logs';
import type { AnswerFacts } from './answer-facts.ts';
import { operationName, spanName } from './operation.ts';
import type { Attributes, Span } from './span.ts';
import { spanIdOf } from './trace-ids.ts';

export interface JourneySpanMeans {
  readonly traceId: string;
  readonly providerName: (slug: string) => string;
  readonly facts: AnswerFacts;
  /** What was said, where it goes along. */
  readonly contents: Attributes;
}

/**
 * The whole of one request, whatever was tried for it. Tokens stand at the tries alone, where the conventions look for them:
 * who sums them up over spans would count them twice.
 */
export function journeySpan(entry: LogEntry, { traceId, providerName, facts, contents }: JourneySpanMeans): Span {
  const { status, fault, timings, parentSpan } = entry;
  // As HTTP has it: what the caller got wrong is no failure of ours.
  const failed = status >= 500 || (fault !== undefined && status < 400);
  const failure = fault?.kind ?? String(status);
  return {
    traceId,
    spanId: spanIdOf(entry.span),
    parent: parentSpan === undefined ? undefined : { spanId: spanIdOf(parentSpan), isRemote: true },
    name: givenName(entry) ?? spanName({ ...entry, model: provenModel(entry) }),
    kind: 'server',
    startMs: entry.at,
    endMs: entry.at + timings.total,
    error: failed ? failure : undefined,
    attributes: {
      'http.request.method': entry.method,
      'http.response.status_code': status,
      'url.path': entry.path,
      'user_agent.original': entry.client['user_agent'],
      'error.type': failed ? failure : undefined,
      'gen_ai.operation.name': operationName(entry.operation),
      'gen_ai.provider.name': entry.provider && providerName(entry.provider),
      'gen_ai.request.model': entry.askedModel ?? entry.model,
      'gen_ai.request.stream': entry.streamed || undefined,
      'gen_ai.response.id': facts.id,
      'gen_ai.response.model': facts.model,
      'gen_ai.response.finish_reasons': facts.finishReasons,
      'gen_ai.response.time_to_first_chunk': timings.firstToken === undefined ? undefined : timings.firstToken / 1000,
      ...contents,
      ...ownAttributes(entry, traceId),
      ...Object.fromEntries(Object.entries(entry.metadata).map(([name, value]) => [`sluice.metadata.${name}`, value])),
    },
  };
}

/** A model that somebody has answered well with: what callers make up beside those would give spans names without end. */
function provenModel({ status, model, tries }: LogEntry): string | undefined {
  // Without a try it is an answer that the cache has kept.
  if (tries.length === 0) return status < 300 ? model : undefined;
  return tries.findLast((tried) => !tried.lost && tried.status < 300)?.model;
}

/** What the caller calls it, where that is not what everything is called that is not called anything. */
const givenName = ({ spanName: name, method, path }: LogEntry) => (name === undefined || name === `${method} ${path}` ? undefined : name);

function ownAttributes(entry: LogEntry, traceId: string): Attributes {
  const { timings } = entry;
  return {
    'sluice.request_id': entry.id,
    'sluice.source': entry.source,
    'sluice.trace_id': entry.trace === traceId ? undefined : entry.trace,
    'sluice.span_id': entry.span === spanIdOf(entry.span) ? undefined : entry.span,
    'sluice.workspace': entry.workspace ?? undefined,
    'sluice.api_key': entry.apiKeyName,
    'sluice.provider': entry.provider,
    'sluice.model': entry.model,
    'sluice.virtual_key': entry.virtualKey,
    'sluice.config': entry.config,
    'sluice.config_version': entry.configVersion,
    'sluice.prompt': entry.prompt,
    'sluice.prompt_version': entry.promptVersion,
    'sluice.experiment': entry.experiment,
    'sluice.variant': entry.variant,
    'sluice.target': entry.target,
    'sluice.tries': entry.tries.length,
    'sluice.rescued': entry.rescued,
    'sluice.aborted': entry.aborted,
    'sluice.cache': entry.cache,
    'sluice.fault': entry.fault?.kind,
    'sluice.cost_usd': entry.cost,
    'sluice.saved_usd': entry.saved,
    'sluice.upstream_ms': timings.upstream,
    'sluice.overhead_ms': Math.max(0, timings.total - timings.upstream),
  };
}
