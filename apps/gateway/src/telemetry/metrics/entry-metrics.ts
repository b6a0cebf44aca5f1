import type { LogEntry, LoggedTry, Used } from '@sluice/store/logs';
import { ANSWER_SECONDS, OVERHEAD_SECONDS } from './bounds.ts';
import { Counter } from './counter.ts';
import type { Family } from './family.ts';
import { Histogram } from './histogram.ts';
import { ModelNames } from './model-names.ts';
import { TryMetrics } from './try-metrics.ts';

/** What only a recorded request tells: its tries, tokens and cost, and how its time was spent. */
export class EntryMetrics {
  readonly #models = new ModelNames();
  readonly #tries = new TryMetrics();
  readonly #requests = new Counter('sluice_requests_total', 'Requests for providers', ['provider', 'operation', 'status']);
  readonly #rescued = new Counter('sluice_requests_rescued_total', 'Requests answered by another target than the first that was asked', [
    'provider',
  ]);
  readonly #cache = new Counter('sluice_cache_requests_total', 'Requests that asked the cache', ['result']);
  readonly #tokens = new Counter('sluice_tokens_total', 'Tokens used; each is of one kind', ['provider', 'model', 'kind']);
  readonly #cost = new Counter('sluice_cost_dollars_total', 'US dollars that exchanges with known prices cost', ['provider', 'model']);
  readonly #unpriced = new Counter('sluice_requests_unpriced_total', 'Requests whose cost nobody knows', ['provider']);
  readonly #saved = new Counter('sluice_saved_dollars_total', 'US dollars that answers from the cache would have cost');
  readonly #overhead = new Histogram('sluice_overhead_seconds', 'Time of a request during which no provider was being waited for', {
    bounds: OVERHEAD_SECONDS,
    labelNames: ['provider'],
  });
  readonly #firstToken = new Histogram('sluice_first_token_seconds', 'Time from a request to the first event of its stream', {
    bounds: ANSWER_SECONDS,
    labelNames: ['provider'],
  });

  add(entry: LogEntry): void {
    // What somebody told of did not pass here.
    if (entry.source === 'api' || entry.source === 'otel') return;
    for (const tried of entry.tries) this.#addTry(tried);
    // A copy, or a repetition, is nobody's request: it shows among the tries.
    if (entry.source !== 'gateway') return;
    const { provider = 'none', operation = 'other', status, cache, cost, saved, timings } = entry;
    this.#requests.add([provider, operation, String(status)]);
    if (entry.rescued) this.#rescued.add([provider]);
    if (cache !== undefined && cache !== 'DISABLED') this.#cache.add([cache.toLowerCase().replace(' ', '_')]);
    if (cost === undefined) this.#unpriced.add([provider]);
    if (saved !== undefined) this.#saved.add([], saved);
    this.#overhead.observe([provider], Math.max(0, timings.total - timings.upstream) / 1000);
    if (timings.firstToken !== undefined) this.#firstToken.observe([provider], timings.firstToken / 1000);
  }

  #addTry(tried: LoggedTry): void {
    this.#tries.add(tried);
    const { provider, model, used, cost } = tried;
    // Who names models that do not exist must not use up the names.
    if (used === undefined && !cost) return;
    const label = this.#models.labelFor(provider, model);
    if (cost) this.#cost.add([provider, label], cost);
    for (const [kind, count] of used ? countsOf(used) : []) if (count) this.#tokens.add([provider, label, kind], count);
  }

  families(): readonly Family[] {
    const own = [
      this.#requests,
      this.#rescued,
      this.#cache,
      this.#tokens,
      this.#cost,
      this.#unpriced,
      this.#saved,
      this.#overhead,
      this.#firstToken,
    ];
    return [...own.map((each) => each.family()), ...this.#tries.families()];
  }
}

const countsOf = (used: Used): readonly (readonly [string, number | undefined])[] => [
  ['input', used.input],
  ['cached_input', used.cachedInput],
  ['cache_write', (used.cacheWrite ?? 0) + (used.cacheWrite1h ?? 0)],
  ['audio_input', used.audioInput],
  ['output', used.output],
  ['reasoning', used.reasoning],
  ['audio_output', used.audioOutput],
  ['image_output', used.imageOutput],
];
