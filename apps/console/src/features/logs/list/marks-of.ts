import type { LogSummary } from '@sluice/contract';

/** What was unusual about a request's way, each a word or two. */
export function marksOf({
  rescued,
  metrics,
  experiment,
  variant,
}: Pick<LogSummary, 'rescued' | 'metrics' | 'experiment' | 'variant'>): readonly string[] {
  const { cache_status: cache, retry_success_count: retries, stream_mode: isStreamed, source } = metrics;
  return [
    ...(source === 'gateway' ? [] : [source]),
    ...(cache === 'HIT' ? ['cache hit'] : cache === 'SEMANTIC HIT' ? ['semantic hit'] : []),
    ...(retries > 0 ? [retries === 1 ? '1 retry' : `${retries} retries`] : retries < 0 ? ['retries used up'] : []),
    ...(rescued ? ['fallback'] : []),
    ...(experiment === null ? [] : [`variant ${variant ?? experiment}`]),
    ...(isStreamed ? ['stream'] : []),
  ];
}
