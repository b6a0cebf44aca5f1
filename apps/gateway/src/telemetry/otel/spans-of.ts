import type { LogEntry } from '@sluice/store/logs';
import { answerFacts } from './answer-facts.ts';
import { contentAttributes } from './contents.ts';
import { journeySpan } from './journey-span.ts';
import type { Span } from './span.ts';
import { traceIdOf } from './trace-ids.ts';
import { trySpan } from './try-span.ts';

export interface SpanMeans {
  readonly providerName: (slug: string) => string;
  /** Whether what was said goes along. */
  readonly contents: boolean;
}

/** A request as spans: one for its journey, and one below it for each exchange with a provider. */
export function spansOf(entry: LogEntry, { providerName, contents }: SpanMeans): readonly Span[] {
  const traceId = traceIdOf(entry.trace);
  const facts = answerFacts(entry.bodies);
  const answering = entry.status < 400 ? entry.tries.findLast(({ fault, lost, status }) => !fault && !lost && status < 400) : undefined;
  return [
    journeySpan(entry, { traceId, providerName, facts, contents: contents ? contentAttributes(entry.bodies) : {} }),
    ...entry.tries.map((tried) => trySpan(tried, { entry, traceId, providerName, facts: tried === answering ? facts : {} })),
  ];
}
