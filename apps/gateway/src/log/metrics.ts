import type { EntrySink } from '../telemetry/entry-sink.ts';
import { circuitFamilies } from '../telemetry/metrics/circuit-metrics.ts';
import { EntryMetrics } from '../telemetry/metrics/entry-metrics.ts';
import { gauge, type Family } from '../telemetry/metrics/family.ts';
import { pipelineFamilies, type MetricSources } from '../telemetry/metrics/pipeline-metrics.ts';
import { RequestMetrics } from '../telemetry/metrics/request-metrics.ts';
import { NO_OTHERS, type Workers } from '../telemetry/workers.ts';
import type { RequestRecord } from './request-record.ts';

/** What workers ask each other for by this name: their figures. */
const TOPIC = 'metrics';

/**
 * Counts of requests and of what became of them, taken from the log's batches. Labels are few by nature: no key, no path, and
 * of models only so many.
 */
export class Metrics {
  readonly #requests = new RequestMetrics();
  readonly #entries = new EntryMetrics();
  readonly #inFlight: () => number;
  readonly #workers: Workers;
  #sources: MetricSources = {};

  constructor(inFlight: () => number, workers: Workers = NO_OTHERS) {
    this.#inFlight = inFlight;
    this.#workers = workers;
    workers.answer(TOPIC, () => this.#families());
  }

  readonly sink = (records: readonly RequestRecord[]): void => {
    for (const record of records) this.#requests.add(record);
  };

  readonly entries: EntrySink = (entries) => {
    for (const entry of entries) this.#entries.add(entry);
  };

  /** Says whom to ask besides: those that are put together later than this. */
  ask(sources: MetricSources): void {
    this.#sources = { ...this.#sources, ...sources };
  }

  /** Everything in Prometheus' text format, and its content type; of all workers together. */
  async render(): Promise<{ readonly type: string; readonly text: string }> {
    const { renderFamilies } = await import('./registry.ts');
    const others = (await this.#workers.ask(TOPIC)) as readonly (readonly Family[])[];
    return renderFamilies([await this.#families(), ...others]);
  }

  async #families(): Promise<readonly Family[]> {
    this.#sources.flush?.();
    const { processFamilies } = await import('./registry.ts');
    return [
      ...(await processFamilies()),
      gauge('sluice_requests_in_flight', 'Requests being answered', this.#inFlight()),
      ...this.#requests.families(),
      ...this.#entries.families(),
      ...circuitFamilies(this.#sources.circuits?.() ?? []),
      ...pipelineFamilies(this.#sources),
    ];
  }
}
