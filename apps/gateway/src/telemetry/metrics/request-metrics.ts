import type { RequestRecord } from '../../log/request-record.ts';
import { ANSWER_SECONDS } from './bounds.ts';
import { Counter } from './counter.ts';
import type { Family } from './family.ts';
import { Histogram } from './histogram.ts';

/** What every answer tells, those of the gateway's own pages included: these figures hold though nothing is recorded. */
export class RequestMetrics {
  readonly #duration = new Histogram('sluice_request_duration_seconds', 'Time from a request to the end of its reply', {
    bounds: ANSWER_SECONDS,
    labelNames: ['provider', 'status'],
  });
  readonly #firstByte = new Histogram('sluice_first_byte_seconds', 'Time from a request to the first byte of its reply', {
    bounds: ANSWER_SECONDS,
    labelNames: ['provider'],
  });
  readonly #aborted = new Counter('sluice_requests_aborted_total', 'Replies that did not reach their end', ['provider']);

  add({ provider = 'none', status, ms, firstByteMs, aborted }: RequestRecord): void {
    this.#duration.observe([provider, String(status)], ms / 1000);
    if (firstByteMs !== undefined) this.#firstByte.observe([provider], firstByteMs / 1000);
    if (aborted) this.#aborted.add([provider]);
  }

  families(): readonly Family[] {
    return [this.#duration.family(), this.#firstByte.family(), this.#aborted.family()];
  }
}
