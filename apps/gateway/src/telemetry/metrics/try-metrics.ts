import type { LoggedTry } from '@sluice/store/logs';
import { ANSWER_SECONDS } from './bounds.ts';
import { Counter } from './counter.ts';
import type { Family } from './family.ts';
import { Histogram } from './histogram.ts';

/** Reasons for a try that make it one more than was asked for. */
const MORE_OF_THE_SAME: ReadonlySet<LoggedTry['why']> = new Set(['retry', 'rotation', 'substitute']);

/** Exchanges with providers, of which one request may have several. */
export class TryMetrics {
  readonly #tries = new Counter('sluice_tries_total', 'Exchanges with providers by why they were made and what they came to', [
    'provider',
    'why',
    'outcome',
  ]);
  readonly #retries = new Counter('sluice_retries_total', 'Exchanges after the first at their target', ['provider']);
  readonly #duration = new Histogram('sluice_upstream_seconds', 'Time of one exchange with a provider', {
    bounds: ANSWER_SECONDS,
    labelNames: ['provider'],
  });
  readonly #connect = new Histogram('sluice_upstream_connect_seconds', 'Time to a new connection to a provider', {
    bounds: ANSWER_SECONDS,
    labelNames: ['provider'],
  });

  add(tried: LoggedTry): void {
    const { provider, why, ms, connectMs } = tried;
    this.#tries.add([provider, why, outcomeOf(tried)]);
    if (MORE_OF_THE_SAME.has(why)) this.#retries.add([provider]);
    this.#duration.observe([provider], ms / 1000);
    if (connectMs !== undefined) this.#connect.observe([provider], connectMs / 1000);
  }

  families(): readonly Family[] {
    return [this.#tries.family(), this.#retries.family(), this.#duration.family(), this.#connect.family()];
  }
}

/** A few words: how it failed is one of the list of faults. */
function outcomeOf({ fault, lost, status }: LoggedTry): string {
  if (lost) return 'lost';
  return fault ?? (status >= 400 ? 'refused' : 'ok');
}
